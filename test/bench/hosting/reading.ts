import { get } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { startPostgres } from '../../registry/support/postgres.ts';
import type { Figure } from '../section.ts';
import { type Crowd, countersAt, crowdAt } from './crowd.ts';
import { serveBytes, serveHosted } from './processes.ts';
import type { Tools } from './tools.ts';
import { serveVerdaccio } from './verdaccio.ts';

const PACKAGES = 10_000;
const LIST_RATE = 3_000;

const seed = {
  authors: [{ authorId: 'bench' }],
  packages: Array.from({ length: PACKAGES }, (_, index) => ({
    packageId: `bench.package${index}`,
    packageName: `Package ${index} of the bench`,
    description: `What people read of package ${index} before they install it.`,
    versions: ['1.0.0', '1.1.0', '2.0.0'].map((version) => ({ version })),
  })),
};

function told({ rate, p99, megabytes, perProcessor }: Crowd): string {
  return rate === 0
    ? 'nobody was answered in time'
    : `${rate.toFixed(rate < 10 ? 1 : 0)} a second (${megabytes.toFixed(0)} MB/s; ${perProcessor.toFixed(0)} a second of its processor), 99 of 100 within ${p99.toFixed(0)} ms`;
}

/** One answer to all who ask, and how a server that does nothing else sends the same bytes. */
interface Answered {
  readonly crowd: Crowd;
  readonly counted: Crowd;
  readonly bare: Crowd;
  readonly bytes: number;
}

interface Reading {
  readonly gzip: Answered;
  readonly brotli: Answered;
  readonly tagged: Crowd;
  readonly whole: Answered;
  readonly info: Crowd;
  readonly search: Crowd;
  readonly searchAlone: Crowd;
  readonly onePackage: Crowd;
}

/** What many readers at once get of one process on PostgreSQL, and of others in its place. */
export async function benchReading(folder: string, tools: Tools): Promise<Figure[]> {
  return figuresOf({ ...(await readOurs(folder, tools)), ...(await readTheirs(folder, tools)) });
}

async function readOurs(folder: string, { autocannon }: Tools) {
  const postgres = await startPostgres();
  const database = await postgres.newDatabase();
  const server = await serveHosted({ dataDir: folder, database, processing: false, seed });
  const list = { server, path: '/packages' };
  const first = await fetch(server.url + list.path, { headers: { 'Accept-Encoding': 'identity' } });
  const tag = first.headers.get('etag') ?? '';
  await first.arrayBuffer();
  const answered = async (encoding: string): Promise<Answered> => {
    const asked = { ...list, headers: { 'Accept-Encoding': encoding } };
    const crowd = await crowdAt(autocannon, asked);
    const counted = await countersAt(asked);
    const bytes = await bytesOf(asked.server.url + asked.path, encoding);
    const plain = await serveBytes(folder, bytes);
    const bare = await countersAt({ server: plain, path: '/' });
    await plain.stop();
    return { crowd, counted, bare, bytes: bytes.length };
  };
  await crowdAt(autocannon, { server, path: '/meta' });
  const gzip = await answered('gzip');
  const brotli = await answered('br');
  const tagged = await crowdAt(autocannon, { ...list, headers: { 'If-None-Match': tag }, wanted: '304' });
  const whole = await answered('identity');
  const info = await crowdAt(autocannon, { server, path: '/packages/info/bench.package77/1.1.0' });
  await server.stop();
  await postgres.stop();
  return { gzip, brotli, tagged, whole, info };
}

/** As they are sent: fetch would unpack them. */
async function bytesOf(url: string, encoding: string): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  get(url, { headers: { 'Accept-Encoding': encoding } }, (answer) => buffer(answer).then(resolve, reject));
  return promise;
}

async function readTheirs(folder: string, { autocannon, verdaccio }: Tools) {
  const server = await serveVerdaccio(folder, verdaccio, PACKAGES);
  const onePackage = await crowdAt(autocannon, { server, path: '/bench-package77' });
  const path = '/-/v1/search?text=package77&size=20';
  const searchAlone = await crowdAt(autocannon, { server, path, clients: 1 });
  const search = await crowdAt(autocannon, { server, path });
  await server.stop();
  return { onePackage, searchAlone, search };
}

function figuresOf({ gzip, brotli, tagged, whole, info, ...peer }: Reading): Figure[] {
  const target = `>= ${LIST_RATE} a second, < 100 ms`;
  const met = ({ rate, p99 }: Crowd) => rate >= LIST_RATE && p99 < 100;
  const row = (what: string, { crowd, counted, bare, bytes }: Answered) => ({
    what: `${what}, ${(bytes / 1_000_000).toFixed(2)} MB an answer`,
    measured: `${told(crowd)}; by clients that only count: ${told(counted)}; a bare server of Node with the same bytes, by these: ${told(bare)}`,
    ...{ target, met: met(crowd) },
  });
  return [
    row(`GET /packages, ${PACKAGES} packages of 3 versions, 200 clients, gzip`, gzip),
    row('the same, brotli', brotli),
    {
      ...{ what: 'the same, asked with the tag of the last answer (304)', measured: told(tagged) },
      ...{ target, met: met(tagged) },
    },
    row('the same uncompressed', whole),
    {
      ...{ what: 'GET /packages/info, which counts the download', measured: told(info) },
      ...{ target: '< 50 ms', met: info.rate > 0 && info.p99 < 50 },
    },
    {
      what: 'verdaccio in the same run: one package; search in as many packages by 200 clients, by one',
      measured: [peer.onePackage, peer.search, peer.searchAlone].map(told).join('; '),
      target: 'not above ours',
      met: peer.search.rate <= gzip.crowd.rate && peer.onePackage.rate <= info.rate,
    },
  ];
}
