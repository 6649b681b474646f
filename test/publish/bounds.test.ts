import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { perform } from '../../main/publish/client/http.ts';
import { Limiter } from '../../main/publish/client/limiter.ts';
import { mayUpload } from '../../main/publish/client/probe.ts';
import { createPackageServices, RegistryClients, systemClock } from '../../main/publish/index.ts';
import { downloadPackage } from '../../main/publish/packages/download.ts';
import { tempFolder } from '../temp-folder.ts';
import { QUICK } from './world.ts';

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
  expect([await mayUpload(probe), await mayUpload(probe), asked]).toEqual([null, null, 1]);
});
