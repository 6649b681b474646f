import { expect, test } from 'vitest';
import { applySeed } from '../../../main/registry/seed.ts';
import type { Statements } from '../../../main/registry/storage/database/store.ts';
import { openStorage } from '../../../main/registry/storage/open-storage.ts';
import { listDownloads, openDownloadCount } from '../../../main/registry/storage/packages/downloads.ts';
import { temporaryFolder, vectorSeed } from '../support/local-registry.ts';

async function opened() {
  const storage = await openStorage({ dataDir: await temporaryFolder() }, () => undefined);
  await applySeed(storage.db, vectorSeed());
  let writes = 0;
  let broken = false;
  const db: Statements = {
    ...storage.db,
    run: async (sql, ...values) => {
      writes += 1;
      if (broken) throw new Error('The database is away');
      return storage.db.run(sql, ...values);
    },
  };
  const total = async (version: string) =>
    (await listDownloads(storage.db, 'example.package1', version, 0, Date.now())).reduce(
      (sum, { count }) => sum + count,
      0,
    );
  return {
    ...{ total, close: storage.close, writes: () => writes },
    count: openDownloadCount(db),
    break: (now: boolean) => {
      broken = now;
    },
  };
}

test('downloads at once are counted each, in a few writes', async () => {
  const { count, total, writes, close } = await opened();
  await Promise.all(Array.from({ length: 200 }, () => count('example.package1', '1.0.0')));
  await Promise.all([count('example.package1', '1.0.0'), count('example.package1', '1.2.0')]);
  expect([await total('1.0.0'), await total('1.2.0')]).toEqual([201, 1]);
  expect(writes()).toBeLessThan(10);
  await close();
});

test('who is told that it was counted was counted, also around a failure', async () => {
  const { count, total, break: set, close } = await opened();
  let told = 0;
  const one = async () => {
    await count('example.package1', '1.0.0');
    told += 1;
  };
  const some = (many: number) => Promise.allSettled(Array.from({ length: many }, one));
  await some(5);
  set(true);
  await some(7);
  set(false);
  await Promise.all([some(3), some(2)]);
  expect([told, await total('1.0.0')]).toEqual([10, 10]);
  await close();
});
