import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createRegistryClient } from '../../../main/publish/client/client.ts';
import { Limiter } from '../../../main/publish/client/limiter.ts';
import { fastClock } from '../clocks.ts';

// What goes out for each question, and which of the registry's limits it counts against.

const TOKEN = 'token-of-the-author';
const NAME = { packageId: 'author.package', version: '1.2.0' };

interface Asked {
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let asked: Asked[] = [];
let answer: (line: string) => {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
};
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const line = `${request.method} ${request.url}`;
  asked.push({ line, headers: request.headers, body });
  const { status, headers = {}, body: text = '' } = answer(line);
  response.writeHead(status, headers).end(text);
});

beforeAll(() => new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening)));
afterAll(() => void server.close());
beforeEach(() => {
  asked = [];
  answer = () => ({ status: 204 });
});

/** Counts as the limiter does, and keeps what it was asked. */
class SpyLimiter extends Limiter {
  readonly acquired: string[] = [];
  readonly told: unknown[] = [];
  override async acquire(...[route, urgency, signal]: Parameters<Limiter['acquire']>): Promise<void> {
    this.acquired.push(`${route} ${urgency}`);
    return super.acquire(route, urgency, signal);
  }
  override blocked(...told: Parameters<Limiter['blocked']>): void {
    this.told.push(told);
  }
}

function aClient(token: string | null = TOKEN) {
  const clock = fastClock(100);
  const limiter = new SpyLimiter(clock, false);
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/base`;
  return { client: createRegistryClient({ baseUrl, token: token ?? undefined, limiter, clock }), limiter };
}
type Client = ReturnType<typeof aClient>['client'];

const QUESTIONS: readonly (readonly [
  name: string,
  ask: (client: Client) => Promise<unknown>,
  line: string,
  route: string,
  body: object | null,
])[] = [
  ['meta', (it) => it.meta(), 'GET /base/meta', 'meta', null],
  ['public packages', (it) => it.publicPackages(), 'GET /base/packages', 'packages', null],
  ['info', (it) => it.info(NAME, undefined), 'GET /base/packages/info/author.package/1.2.0', 'info', null],
  ['account', (it) => it.account(), 'GET /base/account/data', 'accountData', null],
  ['own packages', (it) => it.ownPackages(), 'GET /base/account/packages', 'accountPackages', null],
  ['own package', (it) => it.ownPackage('a/b c'), 'GET /base/account/packages/a%2Fb%20c', 'accountPackages', null],
  [
    'own version',
    (it) => it.ownVersion(NAME),
    'GET /base/account/packages/author.package/1.2.0',
    'accountPackages',
    null,
  ],
  [
    'downloads',
    (it) => it.downloads(NAME, { after: 5, before: 9 }),
    'GET /base/analytics/author.package/1.2.0?after=5&before=9',
    'analytics',
    null,
  ],
  [
    'new package',
    (it) => it.createPackage({ packageId: 'a.b.c', packageName: 'A', packageType: 'other', description: 'D' }),
    'POST /base/packages/new',
    'newPackage',
    { packageId: 'a.b.c', packageName: 'A', packageType: 'other', description: 'D' },
  ],
  [
    'description',
    (it) => it.describe('a.b.c', 'New words.'),
    'PATCH /base/packages/description',
    'description',
    { packageId: 'a.b.c', newDescription: 'New words.' },
  ],
  [
    'X-Plane selection, in both spellings',
    (it) => it.setXpSelection(NAME, '12-'),
    'PATCH /base/packages/xpselection',
    'xpSelection',
    {
      packageId: 'author.package',
      packageVersion: '1.2.0',
      version: '1.2.0',
      xpSelection: '12-',
      xplaneSelection: '12-',
    },
  ],
  [
    'incompatibilities',
    (it) => it.setIncompatibilities(NAME, [['old.plugin', '*']]),
    'PATCH /base/packages/incompatibilities',
    'incompatibilities',
    {
      packageId: 'author.package',
      packageVersion: '1.2.0',
      version: '1.2.0',
      incompatibilities: [['old.plugin', '*']],
    },
  ],
  ['failed files', (it) => it.failedFiles(), 'GET /base/v1/files?status=failed&limit=100', 'files', null],
  ['reprocess', (it) => it.reprocess(['f1', 'f2']), 'POST /base/v1/files/retry', 'files', { file_ids: ['f1', 'f2'] }],
];

test.each(QUESTIONS)('%s', async (_name, ask, line, route, body) => {
  const { client, limiter } = aClient();
  await ask(client);
  const [first] = asked;
  expect(first?.line).toBe(line);
  expect(limiter.acquired[0]).toBe(`${route} urgent`);
  expect(first?.headers.authorization).toBe(route === 'files' ? `Bearer ${TOKEN}` : TOKEN);
  expect(first?.headers['user-agent']).toBe('Loadmaster');
  expect(first?.headers['content-type']).toBe(body === null ? undefined : 'application/json');
  expect(first?.body === '' ? null : JSON.parse(first?.body ?? '')).toEqual(body);
});

test('without a token none is sent; a private key goes out as the one body a question has', async () => {
  await aClient(null).client.meta();
  expect(asked[0]?.headers.authorization).toBeUndefined();
  await aClient().client.info(NAME, 'KEY');
  expect(JSON.parse(asked.at(-1)?.body ?? '')).toEqual({ privateKey: 'KEY' });
});

test('a 429 is told to the limiter and waited out as often as was asked for', async () => {
  answer = () => ({ status: 429, headers: { 'retry-after': '1.5' } });
  const { client, limiter } = aClient();
  expect(await client.meta({ rateLimitRetries: 1 })).toMatchObject({ kind: 'rate-limited', waitMs: 1500 });
  expect(asked).toHaveLength(2);
  expect(limiter.told).toEqual([
    ['meta', 1500, false],
    ['meta', 1500, false],
  ]);
  await client.meta();
  expect(asked).toHaveLength(5);
  await client.reprocess(['f']);
  expect(asked).toHaveLength(6);
});

test('a question that was called off is no answer, and is not asked', async () => {
  const { client } = aClient();
  const reply = await client.meta({ signal: AbortSignal.abort() });
  expect(reply).toMatchObject({ kind: 'unanswered', reason: 'aborted', error: { code: 'net_aborted' } });
  expect(asked).toEqual([]);
});

test('a list of files is read to its end, page by page', async () => {
  const pages: Record<string, object> = {
    '/base/v1/files?status=failed&limit=100': { data: [{ id: 'a' }, { id: 'b&c' }], has_more: true, last_id: null },
    '/base/v1/files?status=failed&limit=100&after=b%26c': { data: [{ id: 'd', name: 'x.zip' }], has_more: false },
  };
  answer = (line) => ({ status: 200, body: JSON.stringify(pages[line.slice('GET '.length)]) });
  const reply = await aClient().client.failedFiles();
  expect(reply).toMatchObject({
    kind: 'ok',
    value: [{ id: 'a', name: '' }, { id: 'b&c' }, { id: 'd', name: 'x.zip' }],
  });
  answer = () => ({ status: 200, body: JSON.stringify({ data: [], has_more: true }) });
  expect(await aClient().client.failedFiles()).toMatchObject({ kind: 'ok', value: [] });
  answer = () => ({ status: 404 });
  expect(await aClient().client.failedFiles()).toMatchObject({ kind: 'refused', httpStatus: 404 });
});
