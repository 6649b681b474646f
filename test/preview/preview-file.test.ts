import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { paintedPng } from '../../main/addon/samples/images.ts';
import { windowsLibrary } from '../../main/addon/samples/windows-library.ts';
import { previewFile } from '../../main/preview/index.ts';
import { filePreviewSchema } from '../../preload/contract.ts';
import { tempFolder } from '../addon/folder.ts';
import { makeDds } from './dds/make-dds.ts';

async function preview(content: string | Uint8Array, path = 'a.txt') {
  const shown = await previewFile(tempFolder({ [path]: content }), path);
  return filePreviewSchema.parse(shown);
}

test.each([
  ['UTF-8', Buffer.from('Süd\n'), 'utf-8', 'Süd\n'],
  ['UTF-8 with a mark', Buffer.from('\uFEFFSüd'), 'utf-8', 'Süd'],
  ['UTF-16 with a mark', Buffer.from('\uFEFFSüd', 'utf16le'), 'utf-16le', 'Süd'],
  ['UTF-16 without one', Buffer.from('Landing gear', 'utf16le'), 'utf-16le', 'Landing gear'],
  ['big-endian UTF-16', Buffer.from('\uFEFFSüd', 'utf16le').swap16(), 'utf-16be', 'Süd'],
  ['the old Western letters', Buffer.from('S\xFCd \x80', 'latin1'), 'windows-1252', 'Süd €'],
])('a text in %s is read as it was meant', async (_, content, encoding, text) => {
  expect((await preview(content)).body).toEqual({ kind: 'text', text, encoding, isWhole: true });
});

test('of a long text the beginning is shown, also where that cuts a letter in two', async () => {
  const { body } = await preview(`a${'ü'.repeat(200_000)}`);
  if (body.kind !== 'text') throw new Error(body.kind);
  expect(body).toMatchObject({ encoding: 'utf-8', isWhole: false });
  expect(body.text.length).toBe(256 * 512 + 1);
});

test('Markdown is shown as a document without pictures, scripts or raw HTML', async () => {
  const { body } = await preview(
    '# Hi\n\n![x](https://a.example/p.png) <script>alert(1)</script> [b](javascript:1)',
    'README.md',
  );
  if (body.kind !== 'document') throw new Error(body.kind);
  expect(body.html).toContain('<h3>Hi</h3>');
  expect(body.html).not.toMatch(/<img|<script|javascript:/);
});

test('Markdown that takes too long to read is shown as its text', async () => {
  const { body } = await preview(`${'>'.repeat(3000)} deep`, 'README.md');
  expect(body.kind).toBe('text');
});

test('a document that is hard to read holds up nobody else', async () => {
  const root = tempFolder({ 'README.md': `${'_a'.repeat(120)} `.repeat(1000) });
  let isDone = false;
  const shown = previewFile(root, 'README.md').finally(() => {
    isDone = true;
  });
  let turns = 0;
  while (!isDone) {
    await setImmediate();
    turns += 1;
  }
  expect((await shown)?.body).toMatchObject({ isWhole: true });
  // Read on this thread it would be done after the few turns that opening a file takes.
  expect(turns).toBeGreaterThan(500);
});

test('an aircraft says who made it, an object what it draws with', async () => {
  const aircraft = await preview(
    'I\n1200 Version\nP acf/_name Jet\nP acf/_author Ada\nP acf/_version 1.2\n',
    'jet.acf',
  );
  expect(aircraft.facts).toEqual([
    { fact: 'name', value: 'Jet' },
    { fact: 'author', value: 'Ada' },
    { fact: 'version', value: '1.2' },
  ]);
  const object = await preview(
    'I\n800\nOBJ\n\nTEXTURE wing.png\nTEXTURE_LIT wing_LIT.png\nPOINT_COUNTS 400 0 0 1200\nVT 1 2 3\n',
    'wing.obj',
  );
  expect(object.facts).toEqual([
    { fact: 'format', value: 'OBJ 8' },
    { fact: 'texture', value: 'wing.png' },
    { fact: 'textureLit', value: 'wing_LIT.png' },
    { fact: 'points', value: 400 },
    { fact: 'triangles', value: 400 },
  ]);
});

test('a plugin says which system it is for and what it loads', async () => {
  const shown = await preview(windowsLibrary('x86_64', 8000, { imports: ['KERNEL32.dll'] }), 'win.xpl');
  expect(shown.body).toEqual({ kind: 'none', why: 'program' });
  expect(shown.facts).toContainEqual({ fact: 'systems', value: 'Windows' });
  expect(shown.facts).toContainEqual({ fact: 'processors', value: 'x86_64' });
  expect(shown.facts).toContainEqual({ fact: 'libraries', value: 'KERNEL32.dll' });
});

test('a PNG goes to the page as it is, with its size; whatever its name says', async () => {
  const png = paintedPng(40, 20, [90, 90, 90], 1);
  const shown = await preview(png, 'wing.dds');
  expect(shown.body).toEqual({ kind: 'picture', type: 'png', base64: png.toString('base64'), isWhole: true });
  expect(shown.facts.map(({ value }) => value)).toEqual([40, 20]);
  expect((await preview(png.subarray(0, 200), 'a.png')).body).toMatchObject({ kind: 'picture', isWhole: false });
});

test('the size of a JPEG stands behind what else its beginning holds', async () => {
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffff' + 'c0000b080014002801011100' + 'ffd9', 'hex');
  const shown = await preview(jpeg, 'a.jpg');
  expect(shown.body).toMatchObject({ kind: 'picture', type: 'jpeg', isWhole: true });
  expect(shown.facts.map(({ value }) => value)).toEqual([40, 20]);
});

test('a texture is decoded by a worker', async () => {
  const file = makeDds({ width: 4, height: 4, format: 'DXT1', data: Buffer.from('00f800f800000000', 'hex') });
  const shown = await preview(file, 'a.dds');
  expect(shown.body).toMatchObject({ kind: 'pixels', width: 4, height: 4 });
  expect(shown.body.kind === 'pixels' && Buffer.from(shown.body.base64, 'base64').toString('hex')).toBe(
    'ff0000ff'.repeat(16),
  );
  expect(shown.facts).toContainEqual({ fact: 'format', value: 'DDS BC1' });
});

const hugePng = paintedPng(1, 1, [0, 0, 0], 1);
hugePng.writeUInt32BE(2 ** 31, 16);

test.each([
  ['nothing', new Uint8Array(), 'empty'],
  ['bytes of no kind', Buffer.from([1, 0, 0, 0, 2, 0, 0, 9, 9]), 'not_text'],
  ['a PNG of two billion pixels a row', hugePng, 'huge_picture'],
  ['the first bytes of a PNG', hugePng.subarray(0, 12), 'damaged'],
  ['a JPEG without a frame', Buffer.from('ffd8ffe00010ffff', 'hex'), 'damaged'],
  ['half a texture', makeDds({ width: 64, height: 64, format: 'DXT5', data: Buffer.alloc(99) }), 'truncated'],
  [
    'a texture of 100,000 pixels a row',
    makeDds({ width: 100_000, height: 4, format: 'DXT5', data: Buffer.alloc(99) }),
    'huge_picture',
  ],
  [
    'a texture of no known form',
    makeDds({ width: 4, height: 4, format: 'ASTC', data: Buffer.alloc(99) }),
    'unknown_texture',
  ],
])('%s gives a reason, no preview', async (_, content, why) => {
  expect((await preview(content, 'a.bin')).body).toEqual({ kind: 'none', why });
});

test('a picture of more bytes than the page may be given is not read', async () => {
  const root = tempFolder({ 'a.png': paintedPng(8, 8, [0, 0, 0], 1) });
  truncateSync(join(root, 'a.png'), 40_000_000);
  expect((await previewFile(root, 'a.png'))?.body).toEqual({ kind: 'none', why: 'too_large' });
});

test('nothing outside the folder is read, through a link neither of a file nor of a folder', async () => {
  const outside = tempFolder({ 'secret.txt': 'secret' });
  const root = tempFolder({ 'a.txt': 'a' });
  symlinkSync(join(outside, 'secret.txt'), join(root, 'link.txt'));
  symlinkSync(outside, join(root, 'folder'));
  mkdirSync(join(root, 'inner'));
  symlinkSync(join(root, 'a.txt'), join(root, 'inner', 'own.txt'));
  const outsideName = outside.slice(outside.lastIndexOf('/') + 1);
  for (const path of [
    'link.txt',
    'folder/secret.txt',
    `../${outsideName}/secret.txt`,
    'inner/own.txt',
    '',
    '.',
    'inner',
    'a\0b',
  ]) {
    expect(await previewFile(root, path), path).toBeUndefined();
  }
  expect((await previewFile(root, 'inner/../a.txt'))?.body.kind).toBe('text');
});

test.skipIf(process.platform === 'win32')('a pipe is refused, not waited for', async () => {
  const root = tempFolder();
  execFileSync('mkfifo', [join(root, 'pipe.txt')]);
  expect(await previewFile(root, 'pipe.txt')).toBeUndefined();
});

test('a file that went is told as an error of the disk', async () => {
  const root = tempFolder();
  writeFileSync(join(root, 'other.txt'), '');
  await expect(previewFile(root, 'gone.txt')).rejects.toMatchObject({ code: 'ENOENT' });
});
