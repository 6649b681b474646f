import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ask, askJson, formOf, neverProcessed, OK_UPLOAD, openRegistry, PATIENT } from './support/local-registry.ts';
import { processedAs } from './support/processing.ts';
import { connectTo } from './support/raw-http.ts';

const ROUTES = [
  '/local/status',
  '/local/outbox',
  '/local/rehearsal',
  '/local/requests',
  '/local/tokens',
  '/local/versions/example.package1/1.0.0',
];

test.each(ROUTES)('%s is not for web pages', async (path) => {
  const registry = await openRegistry();
  const authority = `127.0.0.1:${registry.port}`;
  const statusOf = async (host: string, origin?: string) => {
    const client = await connectTo(registry);
    const lines = [`GET ${path} HTTP/1.1`, `Host: ${host}`, 'Authorization: token-of-author-1'];
    if (origin !== undefined) lines.push(`Origin: ${origin}`);
    client.send(`${lines.join('\r\n')}\r\n\r\n`);
    const answer = await client.answer();
    client.socket.destroy();
    return answer?.status;
  };
  expect(await statusOf(authority)).toBe(200);
  expect(await statusOf(`localhost:${registry.port}`)).toBe(200);
  expect(await statusOf(authority, `http://${authority}`)).toBe(200);
  // A page that pointed its own name at this machine.
  expect(await statusOf('evil.example')).toBe(403);
  expect(await statusOf('127.0.0.1.evil.example')).toBe(403);
  expect(await statusOf('127.0.0.1@evil.example')).toBe(403);
  // A page that asks from its own origin.
  expect(await statusOf(authority, 'https://evil.example')).toBe(403);
  expect(await statusOf(authority, 'null')).toBe(403);
  expect(await statusOf(authority, `http://localhost:${registry.port}`)).toBe(403);
});

test('no /local answer lets a page of another origin read it', async () => {
  const registry = await openRegistry();
  for (const path of ROUTES) {
    expect((await ask(registry.url + path)).headers.has('access-control-allow-origin')).toBe(false);
  }
  const preflight = await ask(`${registry.url}/local/rehearsal`, {
    method: 'OPTIONS',
    headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'PUT' },
  });
  expect(preflight.headers.has('access-control-allow-origin')).toBe(false);
  expect(preflight.status).toBe(404);
});

test('what /local shows needs an Admin token', async () => {
  const registry = await openRegistry();
  const issued = await askJson(`${registry.url}/auth/issue`, 'POST', {
    name: 'Robot',
    permissions: 32766 - 16 - 32 - 4096 - 16384,
    expires: 1,
  });
  const { token } = JSON.parse(issued.text) as { token: string };
  for (const path of ROUTES) {
    expect([path, (await ask(registry.url + path, { token: null })).status]).toEqual([path, 401]);
    expect([path, (await ask(registry.url + path, { token })).status]).toEqual([path, 401]);
    expect([path, (await ask(registry.url + path)).status]).toEqual([path, 200]);
  }
});

test('the status tells what there is', async () => {
  const registry = await openRegistry({ run: neverProcessed });
  await ask(`${registry.url}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD) });
  expect(JSON.parse((await ask(`${registry.url}/local/status`)).text)).toMatchObject({
    url: registry.url,
    authors: [
      { id: 'AUTHOR1', name: 'AUTHOR1', usedStorage: 0, totalStorage: null },
      { id: 'AUTHOR2', name: 'AUTHOR2' },
    ],
    packages: 3,
    versions: 13,
    jobs: 1,
    rateLimits: false,
    rehearsing: false,
    bytesOnDisk: { uploads: 16, contents: 0 },
  });
});

test('the request log shows what was asked and answered, and no secrets', async () => {
  const registry = await openRegistry({ run: neverProcessed });
  await ask(`${registry.url}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD, { packageVersion: 'x' }) });
  await ask(`${registry.url}/packages/info/example.package1/1.0.0?privateKey=SECRET`);
  await ask(`${registry.url}/local/status`);
  await askJson(`${registry.url}/local/rehearsal`, 'PUT', { faults: [{ fault: 'offline' }] });
  await expect(ask(`${registry.url}/meta`)).rejects.toThrow();
  const list = async (query = '') => {
    const { text } = await ask(`${registry.url}/local/requests${query}`);
    expect(text).not.toMatch(/SECRET|token-of/);
    return (JSON.parse(text) as { requests: { id: number; bytesIn: number }[] }).requests;
  };
  await expect
    .poll(() => list(), PATIENT)
    .toMatchObject([
      { id: 1, method: 'POST', path: '/packages/upload', status: 400, code: 'invalid_version', rehearsed: false },
      { id: 2, method: 'GET', path: '/packages/info/example.package1/1.0.0', status: 200, code: null },
      { id: 3, method: 'GET', path: '/meta', status: null, code: null, rehearsed: true },
    ]);
  expect((await list())[0]?.bytesIn).toBeGreaterThan(1000);
  expect((await list('?after=2')).map(({ id }) => id)).toEqual([3]);
  expect((await ask(`${registry.url}/local/requests?limit=0`)).status).toBe(400);
});

test('a reset forgets packages and files, and keeps authors and tokens', async () => {
  let run = processedAs('content');
  const registry = await openRegistry({ run: (input, signal) => run(input, signal) });
  await ask(`${registry.url}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD) });
  await registry.idle();
  run = neverProcessed;
  await ask(`${registry.url}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD, { packageVersion: '2.1' }) });
  expect((await ask(`${registry.url}/local/storage/reset`, { method: 'POST' })).status).toBe(204);
  const filesIn = async (folder: string) =>
    (await readdir(join(registry.dataDir, folder), { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
  for (const folder of ['temp', 'uploads', 'contents']) expect(await filesIn(folder)).toEqual([]);
  expect(JSON.parse((await ask(`${registry.url}/packages`)).text)).toMatchObject({ packages: [] });
  // The queue goes on with what comes after.
  run = processedAs('content');
  const pkg = {
    packageId: 'new.package',
    packageName: 'New Package',
    packageType: 'other',
    description: 'A new beginning.',
  };
  expect((await askJson(`${registry.url}/packages/new`, 'POST', pkg)).status).toBe(204);
  const body = formOf(OK_UPLOAD, { packageId: 'new.package' });
  expect((await ask(`${registry.url}/packages/upload`, { method: 'POST', body })).status).toBe(204);
  await registry.idle();
  expect(JSON.parse((await ask(`${registry.url}/packages`)).text)).toMatchObject({
    packages: [{ packageId: 'new.package' }],
  });
});

test('what /local cannot read is a 400 in JSON', async () => {
  const registry = await openRegistry();
  const quota = await askJson(`${registry.url}/local/quota`, 'PUT', { totalStorage: -1 });
  expect([quota.status, JSON.parse(quota.text)]).toMatchObject([400, { error: { code: 'bad_request' } }]);
  expect((await ask(`${registry.url}/local/versions/example.package1/9.9`)).status).toBe(404);
  expect((await ask(`${registry.url}/local/versions/another.package/1.0.0`)).status).toBe(404);
});
