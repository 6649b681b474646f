import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { migrateRegistry } from '../../../main/registry/migrate.ts';
import type { RunProcessing } from '../../../main/registry/queue/index.ts';
import { type SharedDatabases, sharedPostgres } from '../../shared-servers/shared-servers.ts';
import { answersOf } from '../support/answers.ts';
import { ask, formOf, OK_UPLOAD, openRegistry, temporaryFolder } from '../support/local-registry.ts';
import { postgresMissing } from '../support/postgres.ts';
import { processedAs } from '../support/processing.ts';

// A registry that moves answers afterwards as it did before, on every route an author or a reader has.

const PRIVATE = { isPublic: 'false', isPrivate: 'true' };

describe.skipIf(postgresMissing())('a registry that moves', () => {
  let postgres: SharedDatabases;
  beforeAll(async () => {
    postgres = await sharedPostgres();
  }, 120_000);

  const run: RunProcessing = async (input, signal) =>
    input.packageVersion === '2.3.0'
      ? { status: 'failed_macosx', reason: 'Rehearsed.' }
      : processedAs('content')(input, signal);

  test('SQLite to PostgreSQL and back: every answer is the same, and the old tokens go on working', async () => {
    const first = { dataDir: await temporaryFolder() };
    const second = { dataDir: await temporaryFolder(), database: await postgres.newDatabase() };
    const third = { dataDir: await temporaryFolder() };
    const registry = await openRegistry({ ...first, run });
    for (const fields of [
      { packageVersion: '2.0.0' },
      { packageVersion: '2.1.0', ...PRIVATE },
      { packageVersion: '2.2.0', ...PRIVATE, isStored: 'false' },
      { packageVersion: '2.3.0' },
    ]) {
      const body = formOf(OK_UPLOAD, fields);
      expect((await ask(`${registry.url}/packages/upload`, { method: 'POST', body })).status).toBe(204);
      await registry.idle();
    }
    await ask(`${registry.url}/packages/info/example.package1/2.0.0`, { token: null });
    const before = await answersOf(registry.url);
    await registry.close();

    const there = await migrateRegistry(first, second);
    expect(there).toMatchObject({ files: 4, copied: 4 });
    const moved = await openRegistry({ ...second, seed: undefined, run, processing: true });
    expect(await answersOf(moved.url)).toEqual(before);
    // It goes on: numbers that were given elsewhere are not given again.
    const body = formOf({ packageId: 'example.package1', packageVersion: '2.3.0' });
    expect((await ask(`${moved.url}/packages/retry`, { method: 'POST', body })).status).toBe(204);
    await moved.idle();
    const after = await answersOf(moved.url);
    await moved.close();

    expect((await migrateRegistry(second, third)).rows).toBeGreaterThan(there.rows);
    const back = await openRegistry({ ...third, seed: undefined, run });
    expect(await answersOf(back.url)).toEqual(after);
  });

  test('one that was cut off goes on where it was; a place with a registry in it is refused', async () => {
    const first = { dataDir: await temporaryFolder() };
    const registry = await openRegistry({ ...first, run });
    for (const packageVersion of ['2.0.0', '2.1.0']) {
      const body = formOf(OK_UPLOAD, { packageVersion });
      expect((await ask(`${registry.url}/packages/upload`, { method: 'POST', body })).status).toBe(204);
      await registry.idle();
    }
    await registry.close();
    const second = { dataDir: await temporaryFolder() };
    expect(await migrateRegistry(first, second)).toMatchObject({ files: 2, copied: 2 });
    await expect(migrateRegistry(first, second)).rejects.toThrow(/already/);
    // As it is when the files are there and the rows are not, and one file is missing.
    for (const name of await readdir(second.dataDir)) {
      if (name.startsWith('registry.db')) await rm(join(second.dataDir, name));
    }
    const [folder] = await readdir(join(second.dataDir, 'contents'));
    await rm(join(second.dataDir, 'contents', folder ?? ''), { recursive: true });
    expect(await migrateRegistry(first, second)).toMatchObject({ files: 2, copied: 1 });
  });
});
