import { expect, test } from 'vitest';
import { decodeTexture, type Picture } from '../../../main/preview/dds/decode-level.ts';
import { parseDdsHeader } from '../../../main/preview/dds/header.ts';
import { fuzzTextures } from './fuzz-textures.ts';
import { KNOWN_BLOCKS } from './known-blocks.ts';
import { makeDds, makeMaskedDds } from './make-dds.ts';
import { pixelsOf, readDds } from './read-dds.ts';

function picture(file: Uint8Array): Picture {
  const read = readDds(file);
  if (typeof read === 'string') throw new Error(read);
  return read;
}

test.each(KNOWN_BLOCKS)('%s is read as other decoders read it', (_, format, block, pixels) => {
  const file = makeDds({ width: 4, height: 4, format, data: Buffer.from(block, 'hex') });
  expect(pixelsOf(picture(file))).toBe(pixels);
});

const RED = Buffer.from('00f800f800000000', 'hex');
const BLUE = Buffer.from('1f001f0000000000', 'hex');
function solid(block: Buffer, count: number) {
  return Buffer.concat(Array.from({ length: count }, () => block));
}

test('signed channels have their zero in the middle', () => {
  const zero = Buffer.from('0000000000000000', 'hex');
  const least = Buffer.from('8181000000000000', 'hex');
  expect(pixelsOf(picture(makeDds({ width: 1, height: 1, format: 81, data: zero })))).toBe('808080ff');
  expect(pixelsOf(picture(makeDds({ width: 1, height: 1, format: 81, data: least })))).toBe('000000ff');
  const both = Buffer.concat([least, zero]);
  expect(pixelsOf(picture(makeDds({ width: 1, height: 1, format: 84, data: both })))).toBe('008000ff');
});

test('a picture need not fill its blocks', () => {
  const read = picture(makeDds({ width: 3, height: 5, format: 'DXT1', data: Buffer.concat([RED, BLUE]) }));
  expect(read).toMatchObject({ width: 3, height: 5 });
  expect([...read.rgba.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
  expect([...read.rgba.subarray(3 * 4 * 4)].slice(0, 4)).toEqual([0, 0, 255, 255]);
});

test('of a large texture the smaller copy that fits the screen is read', () => {
  const data = Buffer.concat([solid(RED, 512 * 512), solid(BLUE, 256 * 256)]);
  const read = picture(makeDds({ width: 2048, height: 2048, format: 'DXT1', levels: 12, data }));
  expect(read).toMatchObject({ width: 1024, height: 1024 });
  expect([...read.rgba.subarray(0, 4)]).toEqual([0, 0, 255, 255]);
});

test.each([
  [2, 2048],
  [4, 4096],
  [8, 8192],
])('without smaller copies one is made, here of every %i pixels', (_, width) => {
  const half = (width / 4) * 2;
  const read = picture(
    makeDds({ width, height: 16, format: 'DXT1', data: Buffer.concat([solid(RED, half), solid(BLUE, half)]) }),
  );
  expect(read).toMatchObject({ width: 1024, height: 16 / (width / 1024) });
  expect([...read.rgba.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
  expect([...read.rgba.subarray(-4)]).toEqual([0, 0, 255, 255]);
});

test('pixels that are not compressed are read by their masks', () => {
  const data = Buffer.from('1f00e00700f80000', 'hex');
  const masks = [0xf800, 0x07e0, 0x1f, 0] as const;
  const read = picture(makeMaskedDds({ width: 2, height: 2, bits: 16, masks, data }));
  expect(pixelsOf(read)).toBe('0000ffff00ff00ffff0000ff000000ff');
  const withAlpha = [0xff0000, 0xff00, 0xff, 0xff000000] as const;
  const one = makeMaskedDds({ width: 1, height: 1, bits: 32, masks: withAlpha, data: Buffer.from('01020380', 'hex') });
  expect(pixelsOf(picture(one))).toBe('03020180');
});

test.each([
  ['a picture that ends early', makeDds({ width: 8, height: 8, format: 'DXT1', data: solid(RED, 3) }), 'truncated'],
  ['dimensions no graphics card takes', makeDds({ width: 2 ** 31, height: 4, format: 'DXT1', data: RED }), 'huge'],
  ['a width of nothing', makeDds({ width: 0, height: 4, format: 'DXT1', data: RED }), 'damaged'],
  ['letters nobody knows', makeDds({ width: 4, height: 4, format: 'WHAT', data: RED }), 'unknown_format'],
  ['a number nobody knows', makeDds({ width: 4, height: 4, format: 2, data: RED }), 'unknown_format'],
  ['half a header', makeDds({ width: 4, height: 4, format: 71, data: RED }).subarray(0, 100), 'damaged'],
  [
    'a header without its second part',
    makeDds({ width: 4, height: 4, format: 71, data: RED }).subarray(0, 140),
    'damaged',
  ],
  ['another file', Buffer.alloc(200, 'DDS '), 'damaged'],
])('%s is told by a word', (_, file, fault) => {
  expect(readDds(file)).toBe(fault);
});

test('a texture of 16,384 pixels a side costs no more than what is shown', () => {
  const start = makeDds({ width: 16_384, height: 16_384, format: 98, data: new Uint8Array() });
  const header = parseDdsHeader(start);
  if (typeof header === 'string') throw new Error(header);
  let bytesRead = 0;
  const picture = decodeTexture(header, start.length + 4096 * 4096 * 16, (_from, length) => {
    bytesRead += length;
    return new Uint8Array(length);
  });
  expect(picture).toMatchObject({ width: 1024, height: 1024 });
  expect(bytesRead).toBe(1024 * 4096 * 16);
});

test('changed textures make the reader neither throw nor hang', () => {
  fuzzTextures(2000, 1);
});
