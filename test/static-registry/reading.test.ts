import { generateKeyPairSync } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../main/clock/index.ts';
import { createRegistryClient } from '../../main/publish/client/client.ts';
import { Limiter } from '../../main/publish/client/limiter.ts';
import { testConnection } from '../../main/publish/index.ts';
import { runInProcess } from '../cli/run-cli.ts';
import { aRegistry, PACKAGE, TOKEN } from '../publish/world.ts';
import { tempFolder } from '../temp-folder.ts';
import { aWebSpace } from './a-web-space.ts';

function clientOf(baseUrl: string) {
  const limiter = new Limiter(systemClock, false);
  onTestFinished(() => limiter.close());
  return createRegistryClient({ baseUrl, token: undefined, clock: systemClock, limiter });
}

/** A registry with a public and a private version, published as an author would, and its export. */
async function anExport() {
  const registry = await aRegistry();
  const env = {
    ...process.env,
    LOADMASTER_DATA: tempFolder(),
    LOADMASTER_REGISTRY: registry.url,
    LOADMASTER_TOKEN: TOKEN,
  };
  const plane = join(tempFolder(), 'plane');
  const run = async (...args: string[]) => {
    const { exit, stdout, stderr } = await runInProcess(args, { env });
    expect({ args, exit, stderr }).toMatchObject({ exit: 0 });
    return stdout;
  };
  await run('sample', 'aircraft', plane);
  await run('publish', plane, '--id', PACKAGE, '--version', '1.0.0', '--access', 'public');
  await run('publish', plane, '--id', PACKAGE, '--version', '1.1.0', '--access', 'private');
  const folder = join(tempFolder(), 'site');
  const made = JSON.parse(await run('export-site', folder, '--name', 'Club', '--json'));
  return { registry, run, folder, made };
}

test('a connection reads an export on any web space as it reads the registry itself, and nothing private is in it', async () => {
  const { registry, run, folder, made } = await anExport();
  expect(made).toMatchObject({
    packages: 1,
    versions: 1,
    added: 1,
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const index = await readFile(join(folder, 'registry.json'), 'utf8');
  expect(index).not.toContain('1.1.0');

  const live = clientOf(registry.url);
  for (const missing of [undefined, { status: 200, body: '<!doctype html><title>Start</title>' }]) {
    const still = clientOf(await aWebSpace(folder, missing));
    expect(await testConnection(still)).toMatchObject({ reachable: true, registryName: 'Club', error: null });
    const name = { packageId: PACKAGE, version: '1.0.0' };
    const [there, here] = [await live.info(name, undefined), await still.info(name, undefined)];
    if (there.kind !== 'ok' || here.kind !== 'ok') throw new Error('not answered');
    expect({ ...here.value, loc: '' }).toEqual({ ...there.value, loc: '' });
    expect(await still.info({ packageId: PACKAGE, version: '1.1.0' }, undefined)).not.toMatchObject({ kind: 'ok' });
    const [all, listed] = [await live.publicPackages(), await still.publicPackages()];
    if (all.kind !== 'ok' || listed.kind !== 'ok') throw new Error('not answered');
    expect(listed.value.map(({ packageId, versions }) => [packageId, versions.map((one) => one.version)])).toEqual(
      all.value.map(({ packageId, versions }) => [packageId, versions.map((one) => one.version)]),
    );
  }

  // An export is a registry: it can be exported again, files and all.
  const copy = join(tempFolder(), 'copy');
  const url = await aWebSpace(folder);
  const again = await run('export-site', copy, '--registry', url, '--language', 'de', '--json');
  expect(JSON.parse(again)).toMatchObject({ versions: 1, added: 1 });
  expect(await readFile(join(copy, 'index.html'), 'utf8')).toContain('<html lang="de">');
}, 60_000);

test('an index whose text was changed after signing is no registry', async () => {
  const { folder } = await anExport();
  const path = join(folder, 'registry.json');
  await writeFile(path, (await readFile(path, 'utf8')).replace(PACKAGE, 'author.packagf'));
  expect(await clientOf(await aWebSpace(folder)).publicPackages()).toMatchObject({ kind: 'refused', httpStatus: 404 });
}, 60_000);

test('a connection reads on while the key stays the same, and stops at another one until it was added again', async () => {
  const { registry, folder } = await anExport();
  const url = await aWebSpace(folder);
  const env = { ...process.env, LOADMASTER_DATA: tempFolder() };
  const run = (...args: string[]) => runInProcess(args, { env });
  expect((await run('connect', url, '--name', 'club', '--no-token')).exit).toBe(0);
  const read = () => run('export-site', join(tempFolder(), 'copy'), '--registry', 'club');
  expect((await read()).exit).toBe(0);
  expect((await read()).exit).toBe(0);

  const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  const stranger = { ...env, LOADMASTER_DATA: tempFolder(), LOADMASTER_SITE_KEY: String(key) };
  await rm(folder, { recursive: true });
  const made = await runInProcess(['export-site', folder, '--registry', registry.url], { env: stranger });
  expect(made.exit).toBe(0);
  const refused = await read();
  expect(refused.exit).toBe(4);
  expect(refused.stderr).toContain('is signed with another key than before');

  expect((await run('connect', '--remove', 'club')).exit).toBe(0);
  expect((await run('connect', url, '--name', 'club', '--no-token')).exit).toBe(0);
  expect((await read()).exit).toBe(0);
}, 60_000);
