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

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A picture that says it is as large as that, in a few bytes. */
const saying: Record<string, (width: number, height: number) => Buffer> = {
  png(width, height) {
    const bytes = Buffer.from(PNG);
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    return bytes;
  },
  jpg(width, height) {
    const frame = [0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3];
    return Buffer.from([0xff, 0xd8, ...frame, ...Array<number>(40).fill(0), 0xff, 0xd9]);
  },
  webp(width, height) {
    const bytes = Buffer.alloc(40);
    bytes.write('RIFF', 0, 'latin1');
    bytes.write('WEBPVP8X', 8, 'latin1');
    bytes.writeUIntLE(width - 1, 24, 3);
    bytes.writeUIntLE(height - 1, 27, 3);
    return bytes;
  },
};

async function shown(name: string, bytes: Buffer): Promise<string | undefined> {
  const { root, entries } = await scanOf([name]);
  writeFileSync(join(root, name), bytes);
  return readPicture(root, findPicture(entries)!);
}

test('a picture comes as an address of its type, and one that is too large, gone or none does not', async () => {
  expect(await shown('preview.png', PNG)).toBe(`data:image/png;base64,${PNG.toString('base64')}`);
  // What it is, not what it is called.
  expect(await shown('preview.jpg', PNG)).toMatch(/^data:image\/png;/);
  expect(await shown('preview.jpg', Buffer.from('<svg/>'))).toBeUndefined();
  const { root, entries } = await scanOf(['preview.jpg']);
  const found = findPicture(entries);
  truncateSync(join(root, 'preview.jpg'), 5_000_000);
  expect(found && (await readPicture(root, found))).toBeUndefined();
  expect(findPicture((await scanAddon(root)).entries)).toBeUndefined();
  expect(await readPicture(join(root, 'nowhere'), entries[0]!)).toBeUndefined();
});

test.each(['png', 'jpg', 'webp'])('a %s that would become gigabytes in the page is not shown', async (type) => {
  const make = saying[type]!;
  expect(await shown(`preview.${type}`, make(4096, 4096))).toContain('data:image/');
  expect(await shown(`preview.${type}`, make(4097, 4096))).toBeUndefined();
  expect(await shown(`preview.${type}`, make(65_535, 65_535))).toBeUndefined();
});

test.each<[string, Buffer]>([
  ['lossless', Buffer.from([0x2f, ...word(0x3fff | (0x3fff << 14)), 0, 0, 0, 0, 0])],
  ['lossy', Buffer.from([0, 0, 0, 0x9d, 0x01, 0x2a, 0xff, 0x3f, 0xff, 0x3f])],
])('a %s WebP says its size in another place', async (kind, frame) => {
  const head = Buffer.from(`RIFF....WEBPVP8${kind === 'lossy' ? ' ' : 'L'}....`, 'latin1');
  expect(await shown('preview.webp', Buffer.concat([head, frame, Buffer.alloc(20)]))).toBeUndefined();
  const small = Buffer.from(frame);
  if (kind === 'lossy') small.writeUInt32LE(0x0010_0010, 6);
  else small.writeUInt32LE(0x0010_0010, 1);
  expect(await shown('preview.webp', Buffer.concat([head, small, Buffer.alloc(20)]))).toContain('image/webp');
});

test('a picture whose size stands elsewhere than a small number at the usual place is not believed', async () => {
  const huge = saying.png!(65_535, 65_535);
  // Another part first, with a small size where the size would be.
  const other = Buffer.from([0, 0, 0, 8, ...Buffer.from('tEXt'), 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0]);
  expect(await shown('preview.png', Buffer.concat([huge.subarray(0, 8), other, huge.subarray(8)]))).toBeUndefined();
  // A mark without a length, which would hide the true frame from who reads one: two bytes behind it point past it.
  const frame = saying.jpg!(65_500, 65_500).subarray(2);
  const comment = Buffer.from([0xff, 0xfe, 0, 4, 0, 0]);
  const small = saying.jpg!(10, 10).subarray(2);
  const far = Buffer.alloc(0xfffe - comment.length - frame.length);
  const lie = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0x01]), comment, frame, far, small]);
  expect(await shown('preview.jpg', lie)).toBeUndefined();
});

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value | 0);
  return bytes;
}
