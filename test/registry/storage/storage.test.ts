import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import type { RunProcessing } from '../../../main/registry/queue/index.ts';
import { startRegistry } from '../../../main/registry/start.ts';
import { openSqliteStore } from '../../../main/registry/storage/database/sqlite-store.ts';
import { openFileStore } from '../../../main/registry/storage/files/files.ts';
import { sweepExpired } from '../../../main/registry/storage/sweep.ts';
import {
  ask,
  formOf,
  neverProcessed,
  OK_RETRY,
  OK_UPLOAD,
  openRegistry,
  PATIENT,
  temporaryFolder,
  vectorSeed,
  versionData,
} from '../support/local-registry.ts';
import { processedAs } from '../support/processing.ts';

function upload(url: string, packageVersion = '2.0.0', content = 'not really a zip') {
  return ask(`${url}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD, { packageVersion }, {}, content) });
}

test('a version and its zip outlive a restart, and the job that was running runs again', async () => {
  const dataDir = await temporaryFolder();
  const first = await openRegistry({ dataDir, run: neverProcessed });
  expect((await upload(first.url)).status).toBe(204);
  expect((await upload(first.url, '2.1.0')).status).toBe(204);
  await first.close();

  const seen: string[] = [];
  const succeed = processedAs('content');
  const run: RunProcessing = async (input, signal) => {
    seen.push(`${input.packageVersion} ${await readFile(input.zipPath, 'utf8')}`);
    return succeed(input, signal);
  };
  const second = await openRegistry({ dataDir, run });
  await second.idle();
  expect(seen).toEqual(['2.0.0 not really a zip', '2.1.0 not really a zip']);
  const { status, hash } = await versionData(second, '2.0.0');
  expect(status).toBe('processed');
  const content = await readFile(join(dataDir, 'contents', String(hash).slice(0, 2), `${hash}.xpkg`));
  expect(createHash('sha256').update(content).digest('hex')).toBe(hash);
  expect(await readdir(join(dataDir, 'uploads'))).toEqual([]);
  // A version the seed left in "processing" has no job and stays.
  expect((await versionData(second, '1.1.0')).status).toBe('processing');
});

test('a zip that brings the process down again and again ends as failed_server', async () => {
  const dataDir = await temporaryFolder();
  const first = await openRegistry({ dataDir, run: neverProcessed });
  await upload(first.url);
  await first.close();
  // A process that was killed left its attempt counted.
  const database = new DatabaseSync(join(dataDir, 'registry.db'));
  database.exec('UPDATE jobs SET attempts = 5');
  database.close();
  const registry = await openRegistry({ dataDir, run: neverProcessed });
  await registry.idle();
  expect((await versionData(registry, '2.0.0')).status).toBe('failed_server');
});

test('closing in the middle of a job, however often, is not held against the zip', async () => {
  const dataDir = await temporaryFolder();
  for (let count = 0; count < 6; count += 1) {
    const registry = await openRegistry({ dataDir, run: neverProcessed });
    if (count === 0) await upload(registry.url);
    await expect.poll(() => readdir(join(dataDir, 'temp')), PATIENT).toHaveLength(1);
    await registry.close();
  }
  const registry = await openRegistry({ dataDir, run: processedAs('content') });
  await registry.idle();
  expect((await versionData(registry, '2.0.0')).status).toBe('processed');
});

test('what a file manager leaves in the data folder is let be', async () => {
  const dataDir = await temporaryFolder();
  const first = await openRegistry({ dataDir, run: processedAs('content') });
  await upload(first.url);
  await first.idle();
  const { hash } = await versionData(first, '2.0.0');
  await first.close();
  const folder = String(hash).slice(0, 2);
  const strange = ['uploads/.DS_Store', 'contents/.DS_Store', `contents/${folder}/.DS_Store`, 'contents/notes.txt'];
  for (const path of strange) await writeFile(join(dataDir, path), 'not ours');
  const second = await openRegistry({ dataDir });
  expect((await ask(`${second.url}/packages/files/${hash}`)).status).toBe(200);
  for (const path of strange) expect(existsSync(join(dataDir, path))).toBe(true);
});

test('a package that is stored while the sweep looks around is kept', async () => {
  const dataDir = await temporaryFolder();
  const first = await openRegistry({ dataDir, run: processedAs('content') });
  await upload(first.url);
  await first.idle();
  const { hash } = await versionData(first, '2.0.0');
  await first.close();
  const db = openSqliteStore(join(dataDir, 'registry.db'));
  onTestFinished(() => db.close());
  const files = await openFileStore(dataDir);
  await db.run("UPDATE versions SET status = 'processing' WHERE version = '2.0.0'");
  const listContents = async () => {
    const found = await files.listContents();
    await db.run("UPDATE versions SET status = 'processed' WHERE version = '2.0.0'");
    return found;
  };
  await sweepExpired(db, { ...files, listContents });
  expect(existsSync(files.contentPath(String(hash)))).toBe(true);
});

test('what a crash left between two steps is swept at the next start, and nothing else', async () => {
  const dataDir = await temporaryFolder();
  const run: RunProcessing = async () => ({ status: 'failed_macosx', reason: 'no' });
  const first = await openRegistry({ dataDir, run });
  await upload(first.url);
  await first.idle();
  const kept = await readdir(join(dataDir, 'uploads'));
  expect(kept).toHaveLength(1);
  await first.close();
  const orphan = '0'.repeat(64);
  await mkdir(join(dataDir, 'contents', '00'), { recursive: true });
  await mkdir(join(dataDir, 'temp', 'job-x'), { recursive: true });
  await writeFile(join(dataDir, 'contents', '00', `${orphan}.xpkg`), 'orphan');
  await writeFile(join(dataDir, 'uploads', 'nobody.zip'), 'orphan');
  await writeFile(join(dataDir, 'temp', 'job-x', 'half'), 'half');
  await openRegistry({ dataDir, run });
  expect(await readdir(join(dataDir, 'uploads'))).toEqual(kept);
  expect(await readdir(join(dataDir, 'contents', '00'))).toEqual([]);
  expect(await readdir(join(dataDir, 'temp'))).toEqual([]);
});

test('a large zip is kept byte for byte', async () => {
  const registry = await openRegistry({ run: neverProcessed });
  // More than is synced at once, and of a size that fits no block.
  const content = randomBytes(70_000_001);
  const body = formOf(OK_UPLOAD, {}, {}, content);
  expect((await ask(`${registry.url}/packages/upload`, { method: 'POST', body })).status).toBe(204);
  const [name] = await readdir(join(registry.dataDir, 'uploads'));
  expect((await readFile(join(registry.dataDir, 'uploads', name ?? ''))).equals(content)).toBe(true);
});

test('two requests with the same version at once: one is accepted', async () => {
  const registry = await openRegistry({ run: neverProcessed });
  const answers = await Promise.all(Array.from({ length: 6 }, () => upload(registry.url)));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 400, 400, 400, 400, 400]);
  expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['', 'version_exists']));
  expect(await readdir(join(registry.dataDir, 'uploads'))).toHaveLength(1);
  const retries = await Promise.all(
    Array.from({ length: 4 }, () => ask(`${registry.url}/packages/retry`, { method: 'POST', body: formOf(OK_RETRY) })),
  );
  expect(retries.map(({ status }) => status).sort()).toEqual([204, 400, 400, 400]);
  expect(await readdir(join(registry.dataDir, 'uploads'))).toHaveLength(2);
});

test('a folder is served by one registry at a time', async () => {
  const dataDir = await temporaryFolder();
  const first = await openRegistry({ dataDir });
  await expect(startRegistry({ dataDir })).rejects.toThrow(/Another registry is running/);
  expect((await ask(`${first.url}/meta`)).status).toBe(200);
  await first.close();
  await openRegistry({ dataDir });
});

test('a folder of a newer registry is left alone', async () => {
  const dataDir = await temporaryFolder();
  await (await openRegistry({ dataDir })).close();
  const path = join(dataDir, 'registry.db');
  const database = new DatabaseSync(path);
  database.exec('PRAGMA user_version = 77');
  database.close();
  const before = await readFile(path);
  await expect(startRegistry({ dataDir })).rejects.toThrow(/written by a newer registry \(format 77/);
  expect((await readFile(path)).equals(before)).toBe(true);
});

test('the first start makes an author and a token, the second does not', async () => {
  const dataDir = await temporaryFolder();
  const first = await openRegistry({ dataDir, seed: undefined });
  const { firstRun } = first;
  expect(firstRun?.token).toMatch(/^xpkg_/);
  const account = await ask(`${first.url}/account/data`, { token: firstRun?.token ?? '' });
  expect(JSON.parse(account.text)).toEqual({
    id: firstRun?.authorId,
    name: 'Local Author',
    email: 'author@localhost',
    isVerified: true,
    usedStorage: 0,
    totalStorage: Number.MAX_SAFE_INTEGER,
  });
  await first.close();
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith('registry.db')) continue;
    expect((await readFile(join(dataDir, name))).includes(firstRun?.token ?? '')).toBe(false);
  }
  const second = await openRegistry({ dataDir, seed: undefined });
  expect(second.firstRun).toBeUndefined();
  expect((await ask(`${second.url}/account/data`, { token: firstRun?.token ?? '' })).status).toBe(200);
  const another = await second.createAdminToken();
  expect((await ask(`${second.url}/account/data`, { token: another?.token ?? '' })).status).toBe(200);
});

test('a seed gives what is missing and leaves what is there', async () => {
  const dataDir = await temporaryFolder();
  const first = await openRegistry({ dataDir, run: neverProcessed });
  expect(first.firstRun).toBeUndefined();
  await ask(`${first.url}/packages/retry`, { method: 'POST', body: formOf(OK_RETRY) });
  await first.close();
  const seed = vectorSeed();
  const more = { ...seed, packages: [...seed.packages, { packageId: 'third.package' }] };
  const second = await openRegistry({ dataDir, seed: more, run: neverProcessed });
  expect((await versionData(second, '1.3.0')).status).toBe('processing');
  expect((await ask(`${second.url}/account/packages/third.package`)).status).toBe(200);
});

test.each([
  [{ authors: [{ name: 'nobody' }] }, /authorId/],
  [{ author: [] }, /author/],
  [{ packages: [{ packageId: 'author.pkg' }] }, /no author/],
  [{ authors: [{ authorId: 'a' }], packages: [{ packageId: '1bad' }] }, /"1bad" is not valid/],
  [{ authors: [{ authorId: 'a' }], packages: [{ packageId: 'a.package', packageType: 'boat' }] }, /packageType/],
  [{ authors: [{ authorId: 'a' }], packages: [{ packageId: 'a.package', versions: [{ version: '0' }] }] }, /version 0/],
  [
    {
      authors: [{ authorId: 'a' }],
      packages: [{ packageId: 'a.package', versions: [{ version: '1', xpSelection: 'x' }] }],
    },
    /selection/,
  ],
  [
    {
      authors: [{ authorId: 'a' }],
      packages: [{ packageId: 'a.package', versions: [{ version: '1', isStored: false }] }],
    },
    /public but not stored/,
  ],
])('the seed %o is refused and leaves an empty registry', async (seed, message) => {
  const dataDir = await temporaryFolder();
  await expect(startRegistry({ dataDir, seed: seed as never })).rejects.toThrow(message);
  const registry = await openRegistry({ dataDir, seed: undefined });
  expect(registry.firstRun).toBeDefined();
});

test('a database that was somebody else’s names no file outside of the folder', async () => {
  const base = await temporaryFolder();
  const files = await openFileStore(join(base, 'data'));
  await writeFile(join(base, 'photos.zip'), 'of the operator');
  for (const name of ['../../photos', '..', '../photos', '/etc/passwd', '..\\photos', ''])
    for (const use of [
      () => files.removeUpload(name),
      () => files.openContent(name),
      () => files.removeContent(name),
      () => files.keepUpload(files.tempPath('new'), name),
    ])
      await expect((async () => use())()).rejects.toThrow('a file that cannot be');
  expect(existsSync(join(base, 'photos.zip'))).toBe(true);
});
