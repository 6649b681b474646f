import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openPackageList } from '../../../main/registry/server/package-list.ts';
import { openSqliteStore } from '../../../main/registry/storage/database/sqlite-store.ts';
import type { Store } from '../../../main/registry/storage/database/store.ts';
import { replaceMirrored } from '../../../main/registry/storage/packages/mirrored.ts';
import { temporaryFolder } from '../support/local-registry.ts';

test('who asks after a change gets it, even while a list that was read before is being compressed', async () => {
  const db = await heldStore();
  const list = openPackageList(db.store, { mirrored: true });
  await replaceMirrored(db.store, [{ packageId: 'a.first', versions: [] } as never]);
  list.changed('a.first');
  const before = list.body();
  await db.isCompressed;
  await replaceMirrored(db.store, [{ packageId: 'a.second', versions: [] } as never]);
  list.changed('a.first');
  list.changed('a.second');
  const after = [list.body(), list.body()];
  db.goOn();
  expect((await before).plain.toString()).toContain('a.first');
  for (const body of await Promise.all(after)) {
    expect(body.plain.toString()).toContain('a.second');
    expect(body.plain.toString()).not.toContain('a.first');
  }
  expect(await list.body()).toBe(await after[0]);
});

test('who asks after a change gets the list although the one before could not be compressed', async () => {
  const db = await heldStore();
  const list = openPackageList(db.store, { mirrored: true });
  const before = list.body();
  await db.isCompressed;
  list.changed('a.first');
  const after = list.body();
  db.fail(new Error('gone'));
  await expect(before).rejects.toThrow('gone');
  expect((await after).plain.toString()).toContain('"packages":[]');
});

test('what could not be read once is read again', async () => {
  const { store, goOn } = await heldStore();
  goOn();
  await replaceMirrored(store, [{ packageId: 'a.first', versions: [] } as never]);
  let left = 1;
  const all: Store['all'] = async (sql, ...values) => {
    if (left-- > 0) throw new Error('busy');
    return store.all(sql, ...values);
  };
  const failing = new Proxy(store, { get: (target, name) => (name === 'all' ? all : Reflect.get(target, name)) });
  const list = openPackageList(failing, { mirrored: true });
  await expect(list.body()).rejects.toThrow('busy');
  expect((await list.body()).plain.toString()).toContain('a.first');
});

/** As where several processes share the rows; the first question for the compressed list is held. */
async function heldStore() {
  const real = openSqliteStore(join(await temporaryFolder(), 'registry.db'));
  onTestFinished(() => real.close());
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  let held: Promise<void> | undefined = answer.promise;
  const get: Store['get'] = async (sql, ...values) => {
    if (sql.includes('list_bodies')) {
      const first = held;
      held = undefined;
      asked.resolve();
      await first;
    }
    return real.get(sql, ...values);
  };
  const store = new Proxy(real, {
    get(target, name) {
      if (name === 'shared') return true;
      if (name === 'get') return get;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return {
    store,
    isCompressed: asked.promise,
    goOn: () => answer.resolve(),
    fail: (error: Error) => answer.reject(error),
  };
}
