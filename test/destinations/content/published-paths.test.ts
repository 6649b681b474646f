import { expect, test } from 'vitest';
import { rememberPublished } from '../../../main/destinations/content/published-paths.ts';
import { memoryOfPlaces } from '../memory.ts';

test('what was noted since it was read is as if it were read again', () => {
  const log = memoryOfPlaces()('there');
  log.note([
    { path: 'old', crc32: 1, once: false },
    { path: 'prefs', crc32: 2, once: true },
  ]);
  const remembered = rememberPublished(log);
  const before = remembered.all();
  expect(remembered.all()).toBe(before);
  for (const crc32 of [undefined, 7]) {
    remembered.note([
      { path: 'prefs', crc32, once: false },
      { path: 'new', crc32, once: false },
    ]);
    const sorted = (rows: typeof before) => [...rows].sort((a, b) => (a.path < b.path ? -1 : 1));
    expect(sorted(remembered.all())).toEqual(sorted(log.all()));
  }
  expect(before).toHaveLength(2);
});

test('what the journal does not take is not remembered either', () => {
  const log = memoryOfPlaces()('there');
  const remembered = rememberPublished({
    ...log,
    note: () => {
      throw new Error('the disk is full');
    },
  });
  expect(remembered.all()).toEqual([]);
  expect(() => remembered.note([{ path: 'a', crc32: 1, once: false }])).toThrow('full');
  expect(remembered.all()).toEqual([]);
});
