import { execFileSync } from 'node:child_process';
import { readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { DiskCalls } from '../../../../main/registry/storage/files/files.ts';
import { ask, formOf, OK_UPLOAD, openRegistry, temporaryFolder, versionData } from '../../support/local-registry.ts';
import { processedAs } from '../../support/processing.ts';

function full(): never {
  throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
}

/** A disk that takes everything until it is filled, and again once it is emptied. */
function fillableDisk(): DiskCalls & { full: boolean } {
  const disk = {
    full: false,
    rename: async (from: string, to: string) => (disk.full ? full() : rename(from, to)),
    syncFile: async () => (disk.full ? full() : undefined),
  };
  return disk as DiskCalls & { full: boolean };
}

function upload(url: string, packageVersion: string, content: BlobPart = 'zip') {
  return ask(`${url}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD, { packageVersion }, {}, content) });
}

test('no room for the zip: 500, the version number is still free, and there is no trace', async () => {
  const disk = fillableDisk();
  const registry = await openRegistry({ disk, run: processedAs('content') });
  disk.full = true;
  expect(await upload(registry.url, '2.0.0')).toMatchObject({ status: 500, text: 'Internal Server Error' });
  for (const folder of ['temp', 'uploads']) expect(await readdir(join(registry.dataDir, folder))).toEqual([]);
  disk.full = false;
  expect((await upload(registry.url, '2.0.0')).status).toBe(204);
});

test('no room for the package: failed_server, the zip is kept, and a retry of the file goes through', async () => {
  const disk = fillableDisk();
  const succeed = processedAs('content');
  const registry = await openRegistry({
    disk,
    run: async (input, signal) => {
      const outcome = await succeed(input, signal);
      disk.full = true;
      return outcome;
    },
  });
  expect((await upload(registry.url, '2.0.0')).status).toBe(204);
  await registry.idle();
  expect((await versionData(registry, '2.0.0')).status).toBe('failed_server');
  const why = await ask(`${registry.url}/local/versions/example.package1/2.0.0`);
  expect(JSON.parse(why.text)).toMatchObject({ reason: 'The disk of the registry is full.' });
  expect(await readdir(join(registry.dataDir, 'uploads'))).toHaveLength(1);
  expect(await readdir(join(registry.dataDir, 'temp'))).toEqual([]);
});

test('processing that runs out of room ends as failed_server', async () => {
  const registry = await openRegistry({
    run: async ({ workDir }) => {
      await writeFile(join(workDir, 'half'), 'half a package');
      return full();
    },
  });
  await upload(registry.url, '2.0.0');
  await registry.idle();
  expect((await versionData(registry, '2.0.0')).status).toBe('failed_server');
  expect(await readdir(join(registry.dataDir, 'temp'))).toEqual([]);
});

/** A file system of its own of this size; null where the machine does not let us have one. */
async function smallDisk(megabytes: number): Promise<string | null> {
  const folder = await temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}

test('a disk that is really full: nothing accepted is lost, nothing half is kept', async ({ skip }) => {
  const dataDir = await smallDisk(24);
  if (dataDir === null) return skip('This machine does not allow a small file system to be mounted.');
  const registry = await openRegistry({ dataDir, run: processedAs('content') });
  expect((await upload(registry.url, '2.0.0', new Uint8Array(1_000_000))).status).toBe(204);
  await registry.idle();
  expect((await upload(registry.url, '2.1.0', new Uint8Array(40_000_000))).status).toBe(500);
  for (const folder of ['temp', 'uploads']) expect(await readdir(join(dataDir, folder))).toEqual([]);
  expect((await versionData(registry, '2.0.0')).status).toBe('processed');
  expect((await upload(registry.url, '2.1.0', new Uint8Array(1_000_000))).status).toBe(204);
  await registry.idle();
  expect((await versionData(registry, '2.1.0')).status).toBe('processed');
});
