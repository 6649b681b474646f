import { createHash, randomBytes } from 'node:crypto';
import { linkSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../main/clock/index.ts';
import { createRegistryClient } from '../../../main/publish/client/client.ts';
import { identifyFile, TIMEOUTS } from '../../../main/publish/client/index.ts';
import { Limiter } from '../../../main/publish/client/limiter.ts';
import { tempFolder } from '../world.ts';

async function listening(server: Server): Promise<string> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/prefix`;
}

function clientOf(baseUrl: string) {
  return createRegistryClient({
    baseUrl,
    token: 'the-token',
    clock: systemClock,
    limiter: new Limiter(systemClock, false),
    timeouts: TIMEOUTS,
  });
}

async function anArchive(size: number) {
  const path = join(await tempFolder(), 'archive.zip');
  const bytes = randomBytes(size);
  await writeFile(path, bytes);
  return { path, size, sha256: createHash('sha256').update(bytes).digest('hex'), identity: undefined, bytes };
}

const FIELDS = { packageId: 'a.package', packageVersion: '1.0.0', xpSelection: '*', xplaneSelection: '*' };

/** A server that reads in fits and starts, so that the buffers on the way fill up and empty again. */
function haltingServer(seen: { body: Buffer; headers: Record<string, unknown>; url: string }) {
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (chunks.length % 16 !== 0) return;
      request.pause();
      setImmediate(() => request.resume());
    });
    request.on('end', () => {
      seen.body = Buffer.concat(chunks);
      seen.headers = request.headers;
      seen.url = request.url ?? '';
      response.writeHead(204).end();
    });
  });
}

test.each([
  ['hashed on its way', false],
  ['known to be unchanged', true],
])('every byte arrives as it was, %s', async (_name, known) => {
  const seen = { body: Buffer.alloc(0), headers: {} as Record<string, unknown>, url: '' };
  const client = clientOf(await listening(haltingServer(seen)));
  const { bytes, ...archive } = await anArchive(12_345_678);
  const identity = known ? await identifyFile(archive.path) : null;
  const progress: number[] = [];
  const onProgress = (sent: number) => progress.push(sent);
  const outcome = await client.upload(FIELDS, { ...archive, identity: identity ?? undefined }, { onProgress });
  expect(outcome).toMatchObject({ kind: 'accepted', httpStatus: 204, bytesSent: seen.body.length });
  expect(seen.url).toBe('/some/prefix/packages/upload');
  expect(seen.headers).toMatchObject({ authorization: 'the-token', 'content-length': String(seen.body.length) });
  expect(seen.headers['transfer-encoding']).toBeUndefined();
  const from = seen.body.indexOf('application/zip\r\n\r\n') + 'application/zip\r\n\r\n'.length;
  expect(seen.body.subarray(from, from + bytes.length).equals(bytes)).toBe(true);
  const text = seen.body.toString('latin1', 0, from);
  for (const field of ['packageId', 'packageVersion', 'version', 'xpSelection', 'xplaneSelection']) {
    expect(text).toContain(`name="${field}"`);
  }
  expect(text).toContain('filename="a.package@1.0.0.zip"');
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  expect(progress.at(-1)).toBe(seen.body.length);
});

test('an empty archive, and one smaller than a chunk, arrive too', async () => {
  const seen = { body: Buffer.alloc(0), headers: {}, url: '' };
  const client = clientOf(await listening(haltingServer(seen)));
  for (const size of [0, 1, 1_048_576, 1_048_577]) {
    const { bytes, ...archive } = await anArchive(size);
    expect(await client.upload(FIELDS, archive)).toMatchObject({ kind: 'accepted' });
    expect(seen.body.includes(bytes)).toBe(true);
  }
});

test('an archive with another hash, size or place is never sent whole', async () => {
  const seen = { body: Buffer.alloc(0), headers: {}, url: '' };
  const client = clientOf(await listening(haltingServer(seen)));
  const { bytes: _, ...archive } = await anArchive(3_000_000);
  const wrong = { ...archive, sha256: 'f'.repeat(64) };
  expect(await client.upload(FIELDS, wrong)).toMatchObject({ kind: 'archive-fault', reason: 'changed' });
  expect(await client.upload(FIELDS, { ...archive, size: 5 })).toMatchObject({
    kind: 'archive-fault',
    reason: 'changed',
  });
  expect(await client.upload(FIELDS, { ...archive, path: `${archive.path}.no` })).toMatchObject({
    kind: 'archive-fault',
    reason: 'gone',
  });
  expect(seen.url).toBe('');
});

test.each(['hashed on its way', 'known to be unchanged'])(
  'an archive that gets another name while it is sent, as a build of the same bytes gives it one, arrives: %s',
  async (how) => {
    const seen = { body: Buffer.alloc(0), headers: {}, url: '' };
    const client = clientOf(await listening(haltingServer(seen)));
    const { bytes, ...archive } = await anArchive(9_000_000);
    const identity = how.startsWith('known') ? await identifyFile(archive.path) : null;
    let links = 0;
    const onProgress = () => {
      if (links++ === 0) linkSync(archive.path, `${archive.path}.second`);
    };
    expect(await client.upload(FIELDS, { ...archive, identity: identity ?? undefined }, { onProgress })).toMatchObject({
      kind: 'accepted',
    });
    expect(links).toBeGreaterThan(0);
    expect(seen.body.includes(bytes)).toBe(true);
  },
);

test('an archive that is written while it is sent never arrives whole, even where its time is set back', async () => {
  const seen = { body: Buffer.alloc(0), headers: {}, url: '' };
  const client = clientOf(await listening(haltingServer(seen)));
  const { bytes: _, ...archive } = await anArchive(9_000_000);
  // A whole second, so that it can be set back to the nanosecond.
  utimesSync(archive.path, 1_700_000_000, 1_700_000_000);
  const identity = await identifyFile(archive.path);
  let writes = 0;
  const onProgress = () => {
    if (writes++ > 0) return;
    writeFileSync(archive.path, 'PK??', { flag: 'r+' });
    utimesSync(archive.path, 1_700_000_000, 1_700_000_000);
  };
  const outcome = await client.upload(FIELDS, { ...archive, identity }, { onProgress });
  expect(statSync(archive.path).mtimeMs).toBe(1_700_000_000_000);
  expect(outcome).toMatchObject({ kind: 'archive-fault', reason: 'changed' });
  expect(seen.url).toBe('');
});

test('an abort ends an upload in the middle', async () => {
  const server = createServer((request) => request.once('data', () => abort.abort()));
  const abort = new AbortController();
  const client = clientOf(await listening(server));
  const { bytes: _, ...archive } = await anArchive(8_000_000);
  const outcome = await client.upload(FIELDS, archive, { signal: abort.signal });
  expect(outcome).toMatchObject({ kind: 'lost', fault: { reason: 'aborted' }, complete: false });
  expect(outcome.bytesSent).toBeLessThan(8_000_000);
  expect(await client.upload(FIELDS, archive, { signal: abort.signal })).toMatchObject({ kind: 'unsent' });
});

test.each([
  ['the route alone', { 'Retry-After': '1.5' }, 1500, false],
  ['everything', { 'X-Retry-After-Global': '4' }, 4000, true],
  ['both', { 'Retry-After': '1.5', 'X-Retry-After-Global': '4', 'X-RateLimit-Remaining-Global': '7' }, 1500, false],
])('a 429 to an upload tells whether it is about %s', async (_what, headers, waitMs, everything) => {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(429, headers).end());
  });
  const { bytes: _bytes, ...archive } = await anArchive(1000);
  expect(await clientOf(await listening(server)).upload(FIELDS, archive)).toMatchObject({
    kind: 'rate-limited',
    httpStatus: 429,
    waitMs,
    everything,
  });
});

test.each([
  [500, undefined, 0],
  [503, '2.5', 2500],
  [408, '1', 1000],
])('a %i to an upload is no answer; it says how long to keep away (%s)', async (status, after, waitMs) => {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(status, after ? { 'Retry-After': after } : {}).end());
  });
  const { bytes: _bytes, ...archive } = await anArchive(1000);
  expect(await clientOf(await listening(server)).upload(FIELDS, archive)).toMatchObject({
    kind: 'lost',
    httpStatus: status,
    complete: false,
    waitMs,
  });
});
