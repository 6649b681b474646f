import { startPostgres } from '../../registry/support/postgres.ts';
import type { Figure } from '../section.ts';
import { type Crowd, crowdAt } from './crowd.ts';
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

const told = ({ rate, p99, megabytes, perProcessor }: Crowd): string =>
  rate === 0
    ? 'nobody was answered in time'
    : `${rate.toFixed(rate < 10 ? 1 : 0)} a second (${megabytes.toFixed(0)} MB/s; ${perProcessor.toFixed(0)} a second of its processor), 99 of 100 within ${p99.toFixed(0)} ms`;

interface Reading {
  readonly gzip: Crowd;
  readonly tagged: Crowd;
  readonly whole: Crowd;
  readonly bare: Crowd;
  readonly info: Crowd;
  readonly search: Crowd;
  readonly searchAlone: Crowd;
  readonly onePackage: Crowd;
  readonly bytes: number;
}

/** What many readers at once get of one process on PostgreSQL, and of others in its place. */
export async function benchReading(folder: string, tools: Tools): Promise<Figure[]> {
  return figuresOf({ ...(await readOurs(folder, tools)), ...(await readTheirs(folder, tools)) });
}

async function readOurs(folder: string, { autocannon }: Tools) {
  const postgres = await startPostgres();
  const database = await postgres.newDatabase();
  const server = await serveHosted({ dataDir: folder, database, processing: false, seed });
  const first = await fetch(`${server.url}/packages`, { headers: { 'Accept-Encoding': 'identity' } });
  const body = Buffer.from(await first.arrayBuffer());
  const list = { server, path: '/packages' };
  await crowdAt(autocannon, { server, path: '/meta' });
  const gzip = await crowdAt(autocannon, { ...list, headers: { 'Accept-Encoding': 'gzip' } });
  const headers = { 'If-None-Match': first.headers.get('etag') ?? '' };
  const tagged = await crowdAt(autocannon, { ...list, headers, wanted: '304' });
  const whole = await crowdAt(autocannon, list);
  const info = await crowdAt(autocannon, { server, path: '/packages/info/bench.package77/1.1.0' });
  await server.stop();
  await postgres.stop();
  const plain = await serveBytes(folder, body);
  const bare = await crowdAt(autocannon, { server: plain, path: '/' });
  await plain.stop();
  return { ...{ gzip, tagged, whole, info, bare }, bytes: body.length };
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

function figuresOf({ gzip, tagged, whole, bare, info, bytes, ...peer }: Reading): Figure[] {
  const target = `>= ${LIST_RATE} a second, < 100 ms`;
  const met = ({ rate, p99 }: Crowd) => rate >= LIST_RATE && p99 < 100;
  const row = (what: string, crowd: Crowd) => ({ what, measured: told(crowd), target, met: met(crowd) });
  return [
    row(`GET /packages, ${PACKAGES} packages of 3 versions, 200 clients, gzip`, gzip),
    row('the same, asked with the tag of the last answer (304)', tagged),
    {
      ...row(`the same uncompressed, ${(bytes / 1_000_000).toFixed(1)} MB an answer`, whole),
      measured: `${told(whole)}; a bare server of Node with the same bytes: ${told(bare)}`,
    },
    {
      ...{ what: 'GET /packages/info, which counts the download', measured: told(info) },
      ...{ target: '< 50 ms', met: info.p99 < 50 },
    },
    {
      what: 'verdaccio in the same run: one package; search in as many packages by 200 clients, by one',
      measured: [peer.onePackage, peer.search, peer.searchAlone].map(told).join('; '),
      target: 'not above ours',
      met: peer.search.rate <= gzip.rate && peer.onePackage.rate <= info.rate,
    },
  ];
}
