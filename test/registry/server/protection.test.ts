import { readdir, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { enginesFor } from '../support/engines.ts';
import { ask, askJson, formOf, OK_UPLOAD, openRegistry, PATIENT, temporaryFolder } from '../support/local-registry.ts';
import { processedAs } from '../support/processing.ts';
import { connectTo, head, okParts } from '../support/raw-http.ts';

// What the registry keeps from others, and what others may not make it keep.

test.skipIf(process.platform === 'win32')('nobody else can read its files, whatever the umask', async () => {
  const before = process.umask(0);
  onTestFinished(() => void process.umask(before));
  const dataDir = join(await temporaryFolder(), 'data');
  const registry = await openRegistry({ dataDir, run: processedAs('content') });
  await ask(`${registry.url}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD) });
  await registry.idle();
  const open: string[] = [];
  for (const name of ['.', ...(await readdir(dataDir, { recursive: true, encoding: 'utf8' }))]) {
    const { mode } = await stat(join(dataDir, name));
    if ((mode & 0o077) !== 0) open.push(`${name} ${(mode & 0o777).toString(8)}`);
  }
  // A finished package lies in a folder nobody else can enter; the work on it wrote it in a mode of its own.
  expect(open.filter((name) => !name.endsWith('.xpkg 666'))).toEqual([]);
  const { database, bucket } = await enginesFor(dataDir);
  const rows = database === undefined ? ['registry.db'] : [];
  const files = bucket === undefined ? ['contents', 'uploads'] : [];
  expect(await readdir(dataDir)).toEqual(expect.arrayContaining(['proof.key', 'temp', ...rows, ...files]));
});

test('a name nobody has takes as long to refuse as a wrong password', async () => {
  const registry = await openRegistry();
  const account = { email: 'pilot@example.org', name: 'Some Pilot', password: 'correct horse', validation: '' };
  await askJson(`${registry.url}/auth/create`, 'POST', account);
  const fastest = async (email: string): Promise<number> => {
    const times: number[] = [];
    for (let left = 5; left > 0; left -= 1) {
      const begun = performance.now();
      expect((await askJson(`${registry.url}/auth/login`, 'POST', { email, password: 'wrong horse' })).status).toBe(
        401,
      );
      times.push(performance.now() - begun);
    }
    return Math.min(...times);
  };
  const known = await fastest(account.email);
  const unknown = await fastest('nobody@example.org');
  // An author the operator made has no password to be wrong.
  const without = await fastest('AUTHOR2@localhost');
  expect(unknown).toBeGreaterThan(known / 3);
  expect(without).toBeGreaterThan(known / 3);
});

test('a body that comes a byte at a time is let go', async () => {
  const registry = await openRegistry({ idleTimeoutMs: 400 });
  const client = await connectTo(registry);
  client.send(head(10_000, { path: '/packages/new', contentType: 'application/json' }));
  // Never silent for as long as the registry waits for a silent one.
  const drip = setInterval(() => client.send(' '), 50);
  onTestFinished(() => clearInterval(drip));
  expect(await client.ended()).toMatch(/closed|reset/);
});

test('the rest of an upload that was refused is read away at its pace, and a drip is let go', async () => {
  const registry = await openRegistry({ idleTimeoutMs: 400 });
  const [drip, sender] = [await connectTo(registry), await connectTo(registry)];
  let left = 8_000_000;
  for (const client of [drip, sender]) {
    client.send(head(left, { token: 'nobody-has-it' }));
    expect((await client.answer())?.status).toBe(401);
  }
  const drops = setInterval(() => drip.send('x'), 50);
  onTestFinished(() => clearInterval(drops));
  const pour = (bytes: number) => {
    sender.send('x'.repeat(Math.min(left, bytes)));
    left -= Math.min(left, bytes);
  };
  const pours = setInterval(() => pour(20_000), 10);
  onTestFinished(() => clearInterval(pours));
  expect(await drip.ended()).toMatch(/closed|reset/);
  clearInterval(pours);
  expect(left).toBeGreaterThan(0);
  // The same connection goes on. All at once: a pause behind the body would be a silence of its own.
  pour(left);
  sender.send('GET /meta HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  expect((await sender.answer())?.status).toBe(200);
});

test('a failure of the registry is in its log', async ({ skip }) => {
  const dataDir = await temporaryFolder();
  if ((await enginesFor(dataDir)).bucket !== undefined) return skip('The files are not on a disk that could fail.');
  const errors: unknown[] = [];
  const registry = await openRegistry({
    dataDir,
    onError: (error) => errors.push(error),
    disk: {
      syncFile: async () => undefined,
      rename: async () => {
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      },
    },
  });
  const answer = await ask(`${registry.url}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD) });
  expect(answer.status).toBe(500);
  expect(errors.map(String)).toEqual([expect.stringContaining('no space left')]);
});

test('uploads that break off leave nothing behind', async () => {
  const registry = await openRegistry();
  for (let at = 0; at < 60; at += 1) {
    const client = await connectTo(registry);
    const begun = `${okParts()}--x-boundary\r\nContent-Disposition: form-data; name="file"; filename="x.zip"\r\n\r\n`;
    client.send(head(5_000_000));
    client.send(begun + 'x'.repeat(at * 1000));
    if (at % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
    client.socket.destroy();
  }
  const left = async () => {
    const all = await readdir(registry.dataDir, { recursive: true, withFileTypes: true });
    return all.filter((one) => one.isFile() && /[/\\](temp|uploads)\b/.test(one.parentPath)).map(({ name }) => name);
  };
  await expect.poll(left, PATIENT).toEqual([]);
});

const lan = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === 'IPv4' && !address.internal)?.address;

test.skipIf(lan === undefined)('open to the network, /local still tells by the connection who asks', async () => {
  const registry = await openRegistry({ host: '0.0.0.0' });
  const statusFrom = async (localAddress: string, to: string, host: string): Promise<string> => {
    const socket = connect({ port: registry.port, host: to, localAddress });
    onTestFinished(() => void socket.destroy());
    socket.write(`GET /local/status HTTP/1.1\r\nHost: ${host}\r\nAuthorization: token-of-author-1\r\n\r\n`);
    for await (const bytes of socket) return String(bytes).slice(9, 12);
    return 'nothing';
  };
  const network = lan ?? '';
  // Another address than its own: as another machine looks, whatever Host it writes.
  expect(await statusFrom(network, '127.0.0.1', `localhost:${registry.port}`)).toBe('403');
  expect(await statusFrom(network, '127.0.0.1', `127.0.0.1:${registry.port}`)).toBe('403');
  // This machine, by either of its addresses.
  expect(await statusFrom('127.0.0.1', '127.0.0.1', `localhost:${registry.port}`)).toBe('200');
  expect(await statusFrom(network, network, `${network}:${registry.port}`)).toBe('200');
  expect(await statusFrom(network, network, `evil.example:${registry.port}`)).toBe('403');
});

test('the list of packages is compressed once, and not sent to who has it', async () => {
  const registry = await openRegistry();
  const listed = (headers: Record<string, string>) => fetch(`${registry.url}/packages`, { headers });
  const plain = await listed({ 'Accept-Encoding': 'identity' });
  expect(plain.headers.get('content-encoding')).toBeNull();
  const text = await plain.text();
  for (const [accept, encoding] of [
    ['gzip', 'gzip'],
    ['br, gzip', 'br'],
    ['gzip, deflate, br', 'br'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['gzip;q=0', null],
  ] as const) {
    const answer = await listed({ 'Accept-Encoding': accept });
    expect([accept, answer.headers.get('content-encoding')]).toEqual([accept, encoding]);
    expect(await answer.text()).toBe(text);
    const tag = answer.headers.get('etag') ?? '';
    expect((await listed({ 'Accept-Encoding': accept, 'If-None-Match': tag })).status).toBe(304);
  }
  await askJson(`${registry.url}/packages/description`, 'PATCH', {
    packageId: 'example.package1',
    newDescription: 'Something else entirely',
  });
  const changed = await listed({ 'If-None-Match': plain.headers.get('etag') ?? '' });
  expect([changed.status, await changed.text()]).toEqual([200, expect.stringContaining('Something else entirely')]);
});
