import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { scanAddon } from '../../main/addon/index.ts';
import { findPicture, readPicture } from '../../main/library/index.ts';
import { tempFolder } from '../temp-folder.ts';

async function scanOf(files: readonly string[]) {
  const folder = tempFolder();
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), 'bytes');
  }
  return scanAddon(folder);
}

test.each([
  [
    'the icon X-Plane shows of an aircraft',
    ['a.acf', 'preview.png', 'a_icon11_thumb.png', 'a_icon11.png'],
    'a_icon11.png',
  ],
  ['the small icon where there is no large one', ['a_icon11_thumb.png', 'logo.png'], 'a_icon11_thumb.png'],
  ['the shortest name of several', ['b_long_icon11.png', 'b_icon11.png'], 'b_icon11.png'],
  ['a picture a scenery has beside it', ['earth.wed.xml', 'Screenshot 1.JPG', 'objects/wall.png'], 'Screenshot 1.JPG'],
  ['one in a folder for pictures', ['library.txt', 'docs/cover.webp'], 'docs/cover.webp'],
  ['none of textures', ['objects/icon.png', 'objects/preview/a.png', 'liveries/x/a_icon11.png'], undefined],
])('the picture of an add-on: %s', async (_what, files, found) => {
  const { entries } = await scanOf(files);
  expect(findPicture(entries)?.path).toBe(found);
});

test('a picture comes as an address of its type, and one that is too large or gone does not', async () => {
  const { root, entries } = await scanOf(['preview.jpg']);
  const found = findPicture(entries);
  expect(found && (await readPicture(root, found))).toBe(`data:image/jpeg;base64,${btoa('bytes')}`);
  truncateSync(join(root, 'preview.jpg'), 5_000_000);
  expect(found && (await readPicture(root, found))).toBeNull();
  expect(findPicture((await scanAddon(root)).entries)).toBeUndefined();
  expect(await readPicture(join(root, 'nowhere'), entries[0]!)).toBeNull();
});
