import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listFolders } from '../../main/app/list-folders.ts';
import { tempFolder } from '../temp-folder.ts';

function home(): string {
  const folder = tempFolder();
  for (const name of ['b', 'a', '.hidden', join('a', 'inner')]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'file.txt'), '');
  return folder;
}

test('folders are listed by name, files and hidden ones are not', async () => {
  const folder = home();
  expect(await listFolders(folder, undefined)).toEqual({
    ok: true,
    value: { folder, parent: null, folders: ['a', 'b'] },
  });
  expect(await listFolders(folder, join(folder, 'a'))).toEqual({
    ok: true,
    value: { folder: join(folder, 'a'), parent: folder, folders: ['inner'] },
  });
});

test('nothing outside the home folder is shown, by dots, absolutely or through a link', async () => {
  const folder = home();
  symlinkSync('/etc', join(folder, 'link'));
  for (const asked of ['/', '/etc', join(folder, '..'), join(folder, 'link'), `${folder}-neighbour/..`]) {
    expect(await listFolders(folder, asked)).toMatchObject({ ok: false, error: { code: 'outside_home' } });
  }
});

test('a folder that is gone, or is a file, is said', async () => {
  const folder = home();
  expect(await listFolders(folder, join(folder, 'gone'))).toMatchObject({ ok: false, error: { code: 'not_found' } });
  expect(await listFolders(folder, join(folder, 'file.txt'))).toMatchObject({
    ok: false,
    error: { code: 'not_a_folder' },
  });
});
