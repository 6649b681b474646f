import { createHash, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openStorage } from '../../../main/registry/storage/open-storage.ts';
import { exportRegistry, folderSite } from '../../../main/static-registry/index.ts';
import { aPackage, aSource } from '../../static-registry/a-source.ts';
import { aWebSpace } from '../../static-registry/a-web-space.ts';
import { enginesFor } from '../support/engines.ts';
import {
  ask,
  formOf,
  OK_UPLOAD,
  openRegistry,
  PATIENT,
  temporaryFolder,
  versionData,
} from '../support/local-registry.ts';
import { processedAs } from '../support/processing.ts';

// A registry that follows another one, and goes on when that one is gone.

const PUBLIC_URL = 'https://registry.example.org';
const HOSTED = { publicUrl: PUBLIC_URL, name: 'Mirror', description: 'What others fly.', operationsPort: 0 };
const OWN = {
  authors: [{ authorId: 'HERE', tokens: [{ token: 'token-of-here' }] }],
  packages: [{ packageId: 'another.package', packageName: 'Ours', authorId: 'HERE', versions: [{ version: '7.0.0' }] }],
};

/** Without an origin it follows none. */
async function openMirrorOf(origin: string | undefined, dataDir?: string) {
  const registry = await openRegistry({
    dataDir: dataDir ?? (await temporaryFolder()),
    seed: OWN,
    hosted: { ...HOSTED, trustedProxies: [], drainMs: 1000, ...(origin && { mirror: { origin, everyMs: 1000 } }) },
  });
  const url = `http://127.0.0.1:${registry.port}`;
  const asked = (path: string) => ask(url + path, { token: null });
  const state = async () =>
    JSON.parse((await ask(`${registry.operationsUrl}/mirror`)).text) as {
      followedAt: string | null;
      fault: string | null;
      files: number;
    };
  return { registry, url, asked, state };
}

async function openOrigin() {
  const origin = await openRegistry({ run: processedAs('content') });
  for (const fields of [
    { packageVersion: '2.0.0' },
    { packageVersion: '2.1.0', isPublic: 'false', isPrivate: 'true' },
    { packageVersion: '2.2.0' },
  ]) {
    const body = formOf(OK_UPLOAD, fields);
    expect((await ask(`${origin.url}/packages/upload`, { method: 'POST', body })).status).toBe(204);
    await origin.idle();
  }
  return origin;
}

const INFO = '/packages/info/example.package1';

test('offers the public packages of a live registry, keeps what was asked for, and goes on without it', async () => {
  const origin = await openOrigin();
  const secret = await versionData(origin, '2.1.0');
  const { registry, url, asked, state } = await openMirrorOf(origin.url);
  const listed = async () => (await asked('/packages')).text;
  await expect.poll(listed, PATIENT).toContain('"version":"2.2.0"');
  expect(await listed()).not.toContain('2.1.0');
  // A package of its own goes before theirs.
  expect(await listed()).toContain('"packageName":"Ours"');
  const { loc, hash } = JSON.parse((await asked(`${INFO}/2.0.0`)).text) as { loc: string; hash: string };
  expect(loc).toBe(`${PUBLIC_URL}/packages/files/${hash}`);
  const path = `/packages/files/${hash}`;
  const [first, second] = await Promise.all([asked(path), asked(path)]);
  expect(createHash('sha256').update(first.text).digest('hex')).toBe(hash);
  expect(second.text).toBe(first.text);
  expect((await state()).files).toBe(1);
  for (const private_ of [
    `${INFO}/2.1.0`,
    `${INFO}/2.1.0?privateKey=${secret.privateKey}`,
    `/packages/files/${secret.hash}`,
  ])
    expect([private_, (await asked(private_)).status]).toEqual([private_, 404]);
  const taken = {
    packageId: 'example.package1',
    packageName: 'Mine',
    packageType: 'aircraft',
    description: 'x'.repeat(40),
  };
  const claim = await ask(`${url}/packages/new`, {
    ...{ method: 'POST', token: 'token-of-here', body: JSON.stringify(taken) },
    headers: { 'Content-Type': 'application/json' },
  });
  expect([claim.status, claim.text]).toEqual([400, 'id_in_use']);

  const host = new URL(origin.url).host;
  const page = async () => (await asked('/package/example.package1/')).text;
  expect((await asked('/')).text).toContain(`from ${host}`);
  expect(await page()).toContain(`from <a href="${origin.url}">${host}</a>`);
  // One whose file is here has its hash and size on the page; of the other only the origin knows them.
  expect(await page()).toContain(`href="../../${path.slice(1)}.xpkg"`);
  expect(await page()).toContain('href="../../package/example.package1/2.2.0"');
  const sent = await fetch(`${url}/package/example.package1/2.0.0`, { redirect: 'manual' });
  expect([sent.status, sent.headers.get('location')]).toEqual([302, `${path}.xpkg`]);
  for (const nothing of ['example.package1/2.1.0', 'example.package1/9.0.0', 'another.package/1.0.0', 'no.package/x'])
    expect([nothing, (await asked(`/package/${nothing}`)).status]).toEqual([nothing, 404]);

  await origin.close();
  await expect.poll(async () => (await state()).fault, PATIENT).not.toBeNull();
  const { dataDir } = registry;
  const goesOn = async (ask: typeof asked) => {
    expect((await ask('/packages')).text).toContain('"version":"2.0.0"');
    expect(JSON.parse((await ask(`${INFO}/2.0.0`)).text)).toMatchObject({ hash });
    expect((await ask(path)).text).toBe(first.text);
    const away = await ask(`${INFO}/2.2.0`);
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '60']);
    const notHere = await ask('/package/example.package1/2.2.0');
    expect([notHere.status, notHere.text.includes('does not answer now')]).toEqual([503, true]);
  };
  await goesOn(asked);
  const metrics = (await ask(`${registry.operationsUrl}/metrics`)).text;
  expect([/^registry_mirror_files 1$/m.test(metrics), /^registry_mirror_age_seconds [\d.]+$/m.test(metrics)]).toEqual([
    true,
    true,
  ]);
  await registry.close();
  // Followed no more, it is not offered anywhere; followed again, all of it is there at once.
  const alone = await openMirrorOf(undefined, dataDir);
  expect((await alone.asked('/packages')).text).toMatch(/^(?!.*example\.package1).*another\.package/);
  expect((await alone.asked('/')).text).not.toContain('example.package1');
  for (const gone of [`${INFO}/2.0.0`, path, '/package/example.package1/'])
    expect([gone, (await alone.asked(gone)).status]).toEqual([gone, 404]);
  await alone.registry.close();
  const again = await openMirrorOf(origin.url, dataDir);
  await goesOn(again.asked);
});

test('reads a registry of files, and takes away what that one has not any more', async () => {
  const folder = await temporaryFolder();
  const key = generateKeyPairSync('ed25519').privateKey;
  const write = (versions: readonly string[], now: number) =>
    exportRegistry({
      ...{ site: folderSite(folder), key, now: () => now },
      source: aSource([aPackage('some.aircraft', versions)]),
      about: { name: 'Club', identifier: 'club', description: 'What we fly.' },
    });
  await write(['1.0.0', '1.1.0'], 0);
  const { asked, state } = await openMirrorOf(await aWebSpace(folder));
  const listed = async () => (await asked('/packages')).text;
  await expect.poll(listed, PATIENT).toContain('some.aircraft');
  const { hash } = JSON.parse((await asked('/packages/info/some.aircraft/1.0.0')).text) as { hash: string };
  expect((await asked(`/packages/files/${hash}`)).text).toBe('some.aircraft@1.0.0');
  await write(['1.1.0'], 1000);
  await expect.poll(listed, PATIENT).not.toContain('"version":"1.0.0"');
  expect((await asked('/packages/info/some.aircraft/1.0.0')).status).toBe(404);
  expect((await asked(`/packages/files/${hash}`)).status).toBe(404);
  expect(await state()).toMatchObject({ fault: null, packages: 1, files: 0 });
});

test('a file that is not what its hash says is not given on and not kept', async () => {
  const hash = createHash('sha256').update('what was published').digest('hex');
  const listed = aPackage('some.aircraft', ['1.0.0']);
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const json = (value: unknown) => response.setHeader('Content-Type', 'application/json').end(JSON.stringify(value));
    if (request.url === '/packages') json({ generated: new Date().toISOString(), packages: [listed] });
    else if (request.url === '/file') response.end('something else');
    else json({ loc: `http://127.0.0.1:${port}/file`, hash, dependencies: [], incompatibilities: [] });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { registry, asked } = await openMirrorOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await expect.poll(async () => (await asked('/packages')).text, PATIENT).toContain('some.aircraft');
  expect((await asked('/packages/info/some.aircraft/1.0.0')).status).toBe(200);
  expect((await asked(`/packages/files/${hash}`)).status).toBe(503);
  await registry.close();
  const storage = await openStorage(
    { ...(await enginesFor(registry.dataDir)), dataDir: registry.dataDir, sweeps: false },
    () => undefined,
  );
  expect(await storage.files.listContents()).toEqual([]);
  await storage.close();
});

test('a hash that an origin tells is a hash and no way to a place on the disk', async () => {
  const listed = aPackage('some.aircraft', ['1.0.0']);
  const outside = await temporaryFolder();
  const hash = `x/../../../../../../../../../..${outside}/planted`;
  let asked = 0;
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const json = (value: unknown) => response.setHeader('Content-Type', 'application/json').end(JSON.stringify(value));
    if (request.url === '/packages') json({ generated: new Date().toISOString(), packages: [listed] });
    else if (request.url === '/file') {
      asked += 1;
      response.end('planted');
    } else json({ loc: `http://127.0.0.1:${port}/file`, hash, dependencies: [], incompatibilities: [] });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const mirror = await openMirrorOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await expect.poll(async () => (await mirror.asked('/packages')).text, PATIENT).toContain('some.aircraft');
  expect((await mirror.asked('/packages/info/some.aircraft/1.0.0')).status).toBe(503);
  expect((await mirror.asked(`/packages/files/${encodeURIComponent(hash)}`)).status).toBe(404);
  expect([asked, await readdir(outside)]).toEqual([0, []]);
});
