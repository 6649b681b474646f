import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freeDownload } from '../../main/browser/free-name.ts';
import { tempFolder } from '../temp-folder.ts';

test('what is saved goes into the downloads, under a name that is free', async () => {
  const folder = join(tempFolder(), 'not there yet');
  const names = [];
  for (let copy = 0; copy < 3; copy += 1) {
    const path = await freeDownload(folder, 'author.package.zip');
    await writeFile(path, '');
    names.push(path);
  }
  expect(names).toEqual(
    ['author.package.zip', 'author.package (1).zip', 'author.package (2).zip'].map((name) => join(folder, name)),
  );
});
