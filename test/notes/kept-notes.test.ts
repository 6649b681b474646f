import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openKeptNotes } from '../../main/notes/index.ts';
import { tempFolder } from '../temp-folder.ts';

test('notes of each version are there after a restart, newest first, and a version sent again has the last ones', async () => {
  const folder = join(tempFolder(), 'notes');
  const store = openKeptNotes(folder);
  await Promise.all([
    store.keep('a.plane', { version: '1.0.0', text: 'First.', at: 1 }),
    store.keep('a.plane', { version: '1.1.0', text: 'Second.', at: 2 }),
    store.keep('a.plane', { version: '1.0.0', text: 'First, again.', at: 3 }),
    store.keep('a.other', { version: '1.0.0', text: 'Not of the plane.', at: 4 }),
  ]);
  expect(await openKeptNotes(folder).of('a.plane')).toEqual([
    { version: '1.0.0', text: 'First, again.', at: 3 },
    { version: '1.1.0', text: 'Second.', at: 2 },
  ]);
  expect(await openKeptNotes(folder).of('a.third')).toEqual([]);
});

test('a file that cannot be read is set aside, and notes are kept from then on', async () => {
  const folder = join(tempFolder(), 'notes');
  await openKeptNotes(folder).keep('a.plane', { version: '1.0.0', text: 'First.', at: 1 });
  const [file = ''] = readdirSync(folder);
  writeFileSync(join(folder, file), '{"version":1,"notes":[{');
  const told: string[] = [];
  const store = openKeptNotes(folder, ({ movedTo }) => told.push(movedTo));
  await store.keep('a.plane', { version: '1.1.0', text: 'Second.', at: 2 });
  expect(await store.of('a.plane')).toEqual([{ version: '1.1.0', text: 'Second.', at: 2 }]);
  expect(told).toHaveLength(1);
});
