import { expect, test } from 'vitest';
import { detectAddon, scanAddon } from '../../../main/addon/index.ts';
import { paintedPng } from '../../../main/addon/samples/images.ts';
import { tempFolder } from '../folder.ts';

async function detect(files: Readonly<Record<string, string | Uint8Array>>) {
  return detectAddon(await scanAddon(tempFolder(files)));
}

/** Files with names of X-Plane's, some of them of other programs. */
const TREES: ReadonlyArray<readonly [what: string, files: Readonly<Record<string, string>>, kind: string]> = [
  ['a table of colours', { 'house.acf': 'title = Colours of the house\ncolours = 12, 14, 16\n' }, 'other'],
  ['a list of examples', { 'samples.xpl': 'first sample of the course\nsecond sample of the course\n' }, 'other'],
  [
    'the books of a school, with shapes for a printer',
    { 'library.txt': 'Books that the school has, one on a line\nFaust\n', 'objects/cat.obj': 'v 1 2 3\n' },
    'other',
  ],
  ['an aircraft that is no text, as X-Plane 9 wrote it', { 'jet.acf': `a\u0003\0\0${'\0x'.repeat(40)}` }, 'aircraft'],
  [
    'an aircraft in the place of which Git left a pointer',
    { 'jet.acf': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n' },
    'aircraft',
  ],
  ['an aircraft of X-Plane 10', { 'jet.acf': 'A\r\n1004 version\r\nACF\r\n\r\nPROPERTIES_BEGIN\r\n' }, 'aircraft'],
  [
    'a library with a long word before it',
    { 'library.txt': `A\n800\nLIBRARY\n# ${'-'.repeat(50)}\n`, 'a.obj': 'I\n800\nOBJ\n' },
    'library',
  ],
];

test.each(TREES)('%s', async (_what, files, kind) => {
  expect((await detect(files)).kind).toBe(kind);
});

test('pictures in a folder called objects are a repaint where an aircraft could wear them', async () => {
  const sized = (width: number, height: number) => paintedPng(width, height, [9, 9, 9], 1);
  const kindOf = async (files: Readonly<Record<string, Uint8Array>>) => (await detect(files)).candidates[0]?.kind;
  expect(await kindOf({ 'Red/objects/a.png': sized(1024, 512), 'Red/objects/b.png': sized(40, 30) })).toBe('livery');
  expect(await kindOf({ 'objects/tree.png': sized(64, 64), 'objects/rock.png': sized(600, 512) })).toBeUndefined();
  expect(await kindOf({ 'objects/tree.dds': Buffer.from('DDS ') })).toBe('livery');
  expect(await kindOf({ 'jet/liveries/Red/objects/a.png': sized(64, 64) })).toBe('livery');
  expect(await kindOf({ 'Red/objects/a.png': sized(64, 64), 'Red/jet_icon11.png': sized(64, 64) })).toBe('livery');
});
