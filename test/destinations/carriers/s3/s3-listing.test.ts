import { expect, onTestFinished, test } from 'vitest';
import { openS3Carrier } from '../../../../main/destinations/carriers/s3/s3.ts';
import { call } from '../contract.ts';
import { listening, nobody } from '../lying-servers.ts';

// A long listing of S3 in several parts at once: whatever was expected there, the answer is what lies there.

const PAGE = 1000;
const PREFIX = 'depot/';

interface Service {
  readonly startAfter: 'as S3 does' | 'ignored' | 'refused';
}

async function bucketWith(paths: readonly string[], { startAfter }: Service) {
  const keys = paths.map((path) => PREFIX + path).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  let pages = 0;
  /** No page is answered before so many are asked for. */
  let together = 1;
  const held: (() => void)[] = [];
  const port = await listening(async (request, response) => {
    const query = new URL(request.url ?? '/', 'http://x').searchParams;
    if (query.has('start-after') && startAfter === 'refused') {
      return void response.writeHead(501).end('<Error><Code>NotImplemented</Code></Error>');
    }
    pages++;
    const others = new Promise<void>((answer) => held.push(answer));
    if (held.length >= together) for (const answer of held.splice(0)) answer();
    await others;
    const after = startAfter === 'ignored' ? null : query.get('start-after');
    const token = query.get('continuation-token');
    const behind =
      after === null ? 0 : keys.filter((key) => Buffer.compare(Buffer.from(key), Buffer.from(after)) <= 0).length;
    const from = token === null ? behind : Number(token);
    const contents = keys.slice(from, from + Number(query.get('max-keys') ?? PAGE));
    const rows = contents.map((key) => `<Contents><Key>${key}</Key><Size>${key.length}</Size></Contents>`).join('');
    const isCut = from + contents.length < keys.length;
    const more = isCut ? `<NextContinuationToken>${from + contents.length}</NextContinuationToken>` : '';
    response.end(
      `<ListBucketResult><Name>depots</Name><IsTruncated>${isCut}</IsTruncated>${more}${rows}</ListBucketResult>`,
    );
  });
  const place = {
    bucket: 'depots',
    folder: 'depot',
    endpoint: `http://127.0.0.1:${port}`,
    accessKey: 'k',
    secret: 's',
  };
  const carrier = await openS3Carrier(place, await nobody(), call(), { atOnce: 8 });
  onTestFinished(() => carrier.dispose());
  const list = async (expected: readonly string[], asked: { together?: number } = {}) => {
    pages = 0;
    together = asked.together ?? 1;
    const files = await carrier.list({ ...call(), expected: () => expected });
    return { pages, paths: files.map(({ path }) => path).sort() };
  };
  return list;
}

function named(count: number, prefix = 'objects/') {
  return Array.from({ length: count }, (_, at) => `${prefix}${String(at).padStart(5, '0')}.obj`);
}

const THERE = [...named(4000), 'a.txt', 'objects/\u{1F6E9}.obj', 'objects/\uFF0Ffull.obj', 'z.txt'].sort();

test('what is there comes in as many requests as before, all at once, and is the same', async () => {
  const list = await bucketWith(THERE, { startAfter: 'as S3 does' });
  expect(await list([])).toEqual({ pages: 5, paths: THERE });
  expect(await list(THERE, { together: 5 })).toEqual({ pages: 5, paths: THERE });
});

test.each([
  ['half of it is gone', named(4000, 'gone/')],
  ['more is there than a range has', named(4000).filter((_, at) => at % 3 === 0)],
  ['it is all behind what is there', named(2000, 'zz/')],
  ['names are expected twice', [...named(2000), ...named(2000)]],
])('the answer is what is there also where %s', async (_, expected) => {
  const list = await bucketWith(THERE, { startAfter: 'as S3 does' });
  expect((await list(expected)).paths).toEqual(THERE);
});

test.each(['ignored', 'refused'] as const)(
  'a service by which the beginning of a list is %s is read page by page',
  async (startAfter) => {
    const list = await bucketWith(THERE, { startAfter });
    expect((await list(THERE)).paths).toEqual(THERE);
  },
);
