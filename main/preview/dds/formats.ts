import { bc4, bc5, decodeBc1, decodeBc2, decodeBc3 } from './bc1-to-5.ts';
import { bc6h } from './bc6h.ts';
import { decodeBc7 } from './bc7.ts';
import type { BlockFormat, PlainFormat, TexelFormat } from './texel-format.ts';

const BC1 = blocks('BC1', 8, decodeBc1);
const BC2 = blocks('BC2', 16, decodeBc2);
const BC3 = blocks('BC3', 16, decodeBc3);
const BC4 = blocks('BC4', 8, bc4(false));
const BC4_SIGNED = blocks('BC4', 8, bc4(true));
const BC5 = blocks('BC5', 16, bc5(false));
const BC5_SIGNED = blocks('BC5', 16, bc5(true));
const BC6H = blocks('BC6H', 16, bc6h(false));
const BC6H_SIGNED = blocks('BC6H', 16, bc6h(true));
const BC7 = blocks('BC7', 16, decodeBc7);
const RGBA = plain('RGBA', 4, 0xff, 0xff00, 0xff0000, 0xff000000);
const BGRA = plain('BGRA', 4, 0xff0000, 0xff00, 0xff, 0xff000000);
const BGRX = plain('BGRX', 4, 0xff0000, 0xff00, 0xff, 0);
const R8 = plain('R8', 1, 0xff, 0xff, 0xff, 0);

const BY_LETTERS = new Map<string, TexelFormat>([
  ['DXT1', BC1],
  ['DXT2', BC2],
  ['DXT3', BC2],
  ['DXT4', BC3],
  ['DXT5', BC3],
  ['ATI1', BC4],
  ['BC4U', BC4],
  ['BC4S', BC4_SIGNED],
  ['ATI2', BC5],
  ['BC5U', BC5],
  ['BC5S', BC5_SIGNED],
]);

/** The numbers of DXGI_FORMAT that textures for X-Plane come in; the neighbours of each are the same bits, meant otherwise. */
const BY_NUMBER = new Map<number, TexelFormat>([
  [27, RGBA],
  [28, RGBA],
  [29, RGBA],
  [61, R8],
  [70, BC1],
  [71, BC1],
  [72, BC1],
  [73, BC2],
  [74, BC2],
  [75, BC2],
  [76, BC3],
  [77, BC3],
  [78, BC3],
  [79, BC4],
  [80, BC4],
  [81, BC4_SIGNED],
  [82, BC5],
  [83, BC5],
  [84, BC5_SIGNED],
  [87, BGRA],
  [88, BGRX],
  [90, BGRA],
  [91, BGRA],
  [92, BGRX],
  [93, BGRX],
  [94, BC6H],
  [95, BC6H],
  [96, BC6H_SIGNED],
  [97, BC7],
  [98, BC7],
  [99, BC7],
]);

export function formatOfLetters(letters: string): TexelFormat | undefined {
  return BY_LETTERS.get(letters);
}

export function formatOfNumber(number: number): TexelFormat | undefined {
  return BY_NUMBER.get(number);
}

/** One by one, as the masks of the file say. */
export function formatOfMasks(bits: number, masks: PlainFormat['masks']): TexelFormat | undefined {
  if (![8, 16, 24, 32].includes(bits) || masks.every((mask) => mask === 0)) return undefined;
  return plain(`${bits} bit`, bits / 8, ...masks);
}

function blocks(name: string, blockBytes: 8 | 16, decode: BlockFormat['decode']): BlockFormat {
  return { kind: 'blocks', name, blockBytes, decode };
}

function plain(name: string, pixelBytes: number, red: number, green: number, blue: number, alpha: number): PlainFormat {
  return { kind: 'plain', name, pixelBytes, masks: [red, green, blue, alpha] };
}
