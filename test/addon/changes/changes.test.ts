import { createHash } from 'node:crypto';
import { appendFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  changesSince,
  createFileHashes,
  listForVersion,
  type RememberedEntry,
  readEntryList,
  scanAddon,
  writeEntryList,
} from '../../../main/addon/index.ts';
import { tempFolder, writeFiles } from '../folder.ts';

function sha256(text: string) {
  return createHash('sha256').update(text).digest('hex');
}

test('what changed since a version is told by content, not by time', async () => {
  const root = tempFolder({ 'same.obj': 'same', 'touched.obj': 'same too', 'edited.obj': '12345', 'gone.obj': 'x' });
  const hashes = createFileHashes(root);
  const kept = join(tempFolder(), 'version');
  await writeEntryList(kept, await listForVersion((await scanAddon(root)).entries, hashes));

  utimesSync(join(root, 'touched.obj'), 1, 1);
  writeFileSync(join(root, 'edited.obj'), '54321');
  utimesSync(join(root, 'edited.obj'), 2, 2);
  rmSync(join(root, 'gone.obj'));
  writeFiles(root, { 'liveries/new.png': 'new' });
  const before = (await readEntryList(kept)) ?? [];
  expect(await changesSince(before, (await scanAddon(root)).entries, hashes)).toEqual([
    { path: 'edited.obj', change: 'changed', sizeBefore: 5, sizeNow: 5 },
    { path: 'gone.obj', change: 'removed', sizeBefore: 1, sizeNow: null },
    { path: 'liveries/new.png', change: 'added', sizeBefore: null, sizeNow: 3 },
  ]);
});

test('hashes the archive knows are taken over, others are read once until the file changes', async () => {
  const root = tempFolder({ 'a.obj': 'a', 'b.obj': 'b' });
  const hashes = createFileHashes(root);
  const known = 'f'.repeat(64);
  const list = await listForVersion((await scanAddon(root)).entries, hashes, (path) =>
    path === 'a.obj' ? known : undefined,
  );
  expect(list.map((entry) => entry.sha256)).toEqual([known, sha256('b')]);
  appendFileSync(join(root, 'b.obj'), 'b');
  const [, entry] = (await scanAddon(root)).entries;
  expect(await hashes(entry!)).toBe(sha256('bb'));
  rmSync(join(root, 'b.obj'));
  expect(await hashes(entry!)).toBe(sha256('bb'));
});

test('a list of entries is read as it was written, whatever the names', async () => {
  const path = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => !text.includes('\0'));
  const entry: fc.Arbitrary<RememberedEntry> = fc.record(
    {
      path,
      size: fc.maxSafeNat(),
      mtimeNs: fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
      link: path,
      sha256: fc.constant(sha256('x')),
    },
    { requiredKeys: ['path', 'size', 'mtimeNs'] },
  );
  const file = join(tempFolder(), 'list');
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 5 }), async (entries) => {
      await writeEntryList(file, entries);
      expect(await readEntryList(file)).toEqual(entries);
    }),
    { numRuns: 60 },
  );
});
