import { readdir } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { type LoggedRequest, startRegistryWorker } from '../../../main/registry/index.ts';
import {
  ask,
  formOf,
  OK_UPLOAD,
  PATIENT,
  temporaryFolder,
  vectorSeed,
  versionData,
} from '../support/local-registry.ts';
import { craftZip } from './craft-zip.ts';

test('the registry serves from a thread of its own and ends with its handle', async () => {
  const dataDir = await temporaryFolder();
  const seen: LoggedRequest[] = [];
  const options = {
    dataDir,
    seed: vectorSeed(),
    rateLimits: false,
    onRequest: (entry: LoggedRequest) => seen.push(entry),
  };
  const registry = await startRegistryWorker(options);
  onTestFinished(() => registry.close());
  const zip = craftZip([{ name: 'example.package1/f.txt', content: 'something' }]);
  const body = formOf(OK_UPLOAD, {}, {}, new Uint8Array(zip));
  expect((await ask(`${registry.url}/packages/upload`, { method: 'POST', body })).status).toBe(204);
  await registry.idle();
  expect((await versionData(registry, '2.0.0')).status).toBe('processed');
  await expect.poll(() => seen.map(({ path }) => path), PATIENT).toContain('/packages/upload');
  const account = await registry.createAdminToken();
  expect((await ask(`${registry.url}/account/data`, { token: account?.token ?? '' })).status).toBe(200);
  await registry.close();
  await registry.close();
  await expect(fetch(`${registry.url}/meta`)).rejects.toThrow();
  expect(await readdir(dataDir)).not.toContain('registry.db-wal');
});

test('what keeps the registry from starting comes out of the thread as an error', async () => {
  const dataDir = await temporaryFolder();
  const first = await startRegistryWorker({ dataDir });
  onTestFinished(() => first.close());
  expect(first.firstRun?.token).toMatch(/^xpkg_/);
  await expect(startRegistryWorker({ dataDir })).rejects.toMatchObject({ name: 'DataFolderError' });
  await expect(startRegistryWorker({ dataDir: await temporaryFolder(), port: first.port })).rejects.toThrow(
    /EADDRINUSE/,
  );
});
