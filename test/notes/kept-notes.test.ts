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

test('what another shell keeps is read with it, the last of each version, and a damaged file of that shell is left to it', async () => {
  const [window, terminal] = [join(tempFolder(), 'notes'), join(tempFolder(), 'notes')];
  const other = openKeptNotes(terminal);
  await other.keep('a.plane', { version: '1.0.0', text: 'From the terminal.', at: 3 });
  await other.keep('a.plane', { version: '0.9.0', text: 'Older.', at: 1 });
  const store = openKeptNotes(window, undefined, [terminal]);
  await store.keep('a.plane', { version: '1.0.0', text: 'From the window.', at: 2 });
  expect((await store.of('a.plane')).map(({ text }) => text)).toEqual(['From the terminal.', 'Older.']);
  const [file = ''] = readdirSync(terminal);
  writeFileSync(join(terminal, file), 'damaged');
  expect((await store.of('a.plane')).map(({ text }) => text)).toEqual(['From the window.']);
  expect(readdirSync(terminal)).toEqual([file]);
});
