import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createNetServer } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../main/clock/index.ts';
import { createRegistryClient } from '../../../main/publish/client/client.ts';
import { perform, TIMEOUTS } from '../../../main/publish/client/http.ts';
import { Limiter } from '../../../main/publish/client/limiter.ts';
import { mayUpload } from '../../../main/publish/client/probe.ts';
import { createPackageServices, RegistryClients } from '../../../main/publish/index.ts';
import { downloadPackage } from '../../../main/publish/packages/download.ts';
import { tempFolder } from '../../temp-folder.ts';
import { QUICK } from '../world.ts';

// What a registry answers has an end in bytes and in time, whatever it is.

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('an answer that drips a byte at a time ends', async () => {
  const url = await serve((_asked, response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(drip));
  });
  const outcome = await perform({ method: 'GET', url, headers: {}, timeouts: QUICK });
  expect(outcome).toMatchObject({ kind: 'none', fault: { reason: 'timeout' } });
});

test('a file that drips ends, one that comes slowly does not', async () => {
  const dripping = (bytes: number) =>
    serve((_asked, response) => {
      let left = 20;
      const drip = setInterval(() => (left-- > 0 ? response.write('x'.repeat(bytes)) : response.end()), 50);
      response.on('close', () => clearInterval(drip));
    });
  const take = async (url: string) => {
    let length = 0;
    const outcome = await perform({
      method: 'GET',
      url,
      headers: {},
      timeouts: { ...TIMEOUTS, idleMs: 300 },
      onBody: async (body) => {
        for await (const chunk of body as AsyncIterable<Buffer>) length += chunk.length;
      },
    });
    return { kind: outcome.kind, length };
  };
  expect(await take(await dripping(5000))).toEqual({ kind: 'answer', length: 100_000 });
  expect(await take(await dripping(1))).toMatchObject({ kind: 'none' });
});

test('an upload that is sipped at ends', async () => {
  const bytes = 40_000_000;
  const server = createNetServer((socket) => {
    socket.on('error', () => {});
    // Enough that the connection is never idle, and far too little.
    const sip = setInterval(() => socket.read(65_536), 20);
    socket.on('close', () => clearInterval(sip));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const outcome = await perform({
    method: 'POST',
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    headers: { 'content-length': String(bytes) },
    body: Readable.from(Array.from({ length: bytes / 1_000_000 }, () => Buffer.alloc(1_000_000))),
    timeouts: { connectMs: 100, idleMs: 1500, answerMs: 100, leastUploadRate: bytes },
  });
  expect(outcome).toMatchObject({ kind: 'none', fault: { reason: 'timeout' } });
});

test('a registry that always has one more page is not asked for ever', async () => {
  let asked = 0;
  const file = { id: 'one', object: 'file', name: 'a@1.0.0.zip', filename: 'a', status: 'failed' };
  const url = await serve((_asked, response) => {
    asked++;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ object: 'list', data: [file], files: [file], has_more: true, last_id: 'one' }));
  });
  const client = createRegistryClient({
    baseUrl: url,
    token: 't',
    limiter: new Limiter(systemClock, false),
    clock: systemClock,
  });
  const found = await client.failedFiles();
  expect([found.kind, asked]).toEqual(['ok', 101]);
});

test('a file that is longer than the registry said is stopped there, and nothing of it stays', async () => {
  const folder = tempFolder();
  let sent = 0;
  const url = await serve((_asked, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536;
    };
    response.on('drain', more);
    more();
  });
  const savedTo = join(folder, 'file.xpkg');
  const found = await downloadPackage({
    location: url,
    registryUrl: url,
    hash: 'f'.repeat(64),
    size: 100_000,
    savedTo,
  });
  expect(found).toMatchObject({ ok: false, error: { code: 'hash_differs' } });
  expect(sent).toBeLessThan(20_000_000);
  expect(existsSync(savedTo)).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
  // As long as it was said, it is taken.
  const right = await serve((_asked, response) => response.end('right'));
  const hash = createHash('sha256').update('right').digest('hex');
  expect(await downloadPackage({ location: right, registryUrl: right, hash, size: 5, savedTo })).toMatchObject({
    ok: true,
  });
});

test('where the registry does not say how long a file is, it is no longer than a package can be', async () => {
  const folder = tempFolder();
  const url = await serve((_asked, response) => {
    response.writeHead(200, { 'content-length': String(2 ** 34 + 1) }).write('begun');
  });
  const savedTo = join(folder, 'file.xpkg');
  const found = await downloadPackage({ location: url, registryUrl: url, hash: 'f'.repeat(64), savedTo });
  expect(found).toMatchObject({ ok: false, error: { code: 'hash_differs' } });
  expect(readdirSync(folder)).toEqual([]);
});

test('an answer of millions of lists is no answer, and costs next to nothing', async () => {
  const url = await serve((_asked, response) => response.end(`{"packages":[${'[],'.repeat(3_000_000)}[]]}`));
  const connections = { get: async (id: string) => ({ id, kind: 'remote' as const, baseUrl: url, token: 't' }) };
  const clients = new RegistryClients({ connections, clock: systemClock });
  const before = process.memoryUsage().heapUsed;
  const found = await createPackageServices(clients).list({ connectionId: 'c' });
  expect(found).toMatchObject({ ok: false, error: { code: 'net_bad_answer' } });
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
});

test('what is no package id is not asked about', async () => {
  let asked = 0;
  const url = await serve(() => void asked++);
  const connections = { get: async (id: string) => ({ id, kind: 'remote' as const, baseUrl: url, token: 't' }) };
  const services = createPackageServices(new RegistryClients({ connections, clock: systemClock }));
  expect(await services.get({ connectionId: 'c', packageId: 'abc' })).toMatchObject({
    ok: false,
    error: { field: 'packageId' },
  });
  expect(asked).toBe(0);
});

test('what a token may do is not worth waiting out a limit', async () => {
  let asked = 0;
  const url = await serve((request, response) => {
    asked++;
    request.resume();
    response.writeHead(429, { 'retry-after': '3600' }).end();
  });
  const limiter = new Limiter(systemClock);
  const probe = { url, headers: {}, packageId: 'a.package', limiter, timeouts: QUICK };
  expect([await mayUpload(probe), await mayUpload(probe), asked]).toEqual([undefined, undefined, 1]);
});

test.each(['\u65e5\u672c', 'two words', 'two\nlines', 'x'.repeat(20_000), '{"token":"\u00e4"}'])(
  'a token that is none is told before anything is asked: %j',
  async (token) => {
    let asked = 0;
    const url = await serve(() => void asked++);
    const connections = { get: async (id: string) => ({ id, kind: 'remote' as const, baseUrl: url, token }) };
    const clients = new RegistryClients({ connections, clock: systemClock });
    expect(await clients.for('c')).toMatchObject({ ok: false, error: { code: 'bad_token', retry: 'sign-in' } });
    expect(await clients.for('c', { anonymous: true })).toMatchObject({ ok: true });
    expect(asked).toBe(0);
  },
);
