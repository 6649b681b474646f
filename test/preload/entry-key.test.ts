import { expect, test } from 'vitest';
import { entryKey } from '../../preload/entry-key.ts';

function aStore(kept: Record<string, string> = {}) {
  const all = new Map(Object.entries(kept));
  return {
    getItem: (name: string) => all.get(name) ?? null,
    setItem: (name: string, value: string) => void all.set(name, value),
  };
}

test('the key leaves the address and is found again by the next page of the origin', () => {
  const store = aStore();
  let cleaned = 0;
  const cleanAddress = (): void => {
    cleaned += 1;
  };
  expect(entryKey({ hash: '#entry=id.key', cleanAddress, store }).entry).toEqual({ id: 'id', key: 'key' });
  expect(cleaned).toBe(1);
  expect(entryKey({ hash: '#/hangar', cleanAddress, store }).entry).toEqual({ id: 'id', key: 'key' });
  expect(cleaned).toBe(1);
});

test('what the next Loadmaster at the port tells takes the place of what was kept', () => {
  const store = aStore();
  entryKey({ hash: '#entry=id.key', cleanAddress() {}, store }).keep({ id: 'other', key: 'one' });
  expect(entryKey({ hash: '', cleanAddress() {}, store }).entry).toEqual({ id: 'other', key: 'one' });
});

test.each(['', '#', '#/settings', '#entry=', '#entry=id', '#entry=.key', '#entry=a.b.c'])(
  'an address that ends in %j brings no key',
  (hash) => {
    const cleanAddress = (): void => expect.unreachable();
    expect(entryKey({ hash, cleanAddress, store: aStore() }).entry).toBeUndefined();
  },
);
