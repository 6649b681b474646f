import { formatOfLetters, formatOfMasks, formatOfNumber } from './formats.ts';
import type { TexelFormat } from './texel-format.ts';

export const DDS_HEADER_BYTES = 148;
/** Twice what any graphics card takes. */
const MOST_SIDE = 32_768;

export type DdsFault = 'damaged' | 'huge' | 'unknown_format';

export interface DdsHeader {
  readonly width: number;
  readonly height: number;
  readonly format: TexelFormat;
  /** The picture and its smaller copies, largest first, with where they lie in the file. */
  readonly levels: readonly Level[];
}

export interface Level {
  readonly width: number;
  readonly height: number;
  readonly offset: number;
  readonly bytes: number;
}

const HAS_ALPHA = 0x1;
const HAS_LETTERS = 0x4;
const HAS_MASKS = 0x40 | 0x2_0000 | 0x2;
const IS_GREY = 0x2_0000;

/** What the first bytes of a DDS file say, or what is wrong with them. Of a cube or a row of pictures the first counts. */
export function parseDdsHeader(bytes: Uint8Array): DdsHeader | DdsFault {
  if (bytes.length < 128) return 'damaged';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number): number => view.getUint32(at, true);
  if (word(0) !== 0x2053_4444 || word(4) !== 124 || word(76) !== 32) return 'damaged';
  const height = word(12);
  const width = word(16);
  if (width === 0 || height === 0) return 'damaged';
  if (width > MOST_SIDE || height > MOST_SIDE) return 'huge';
  const letters = (word(80) & HAS_LETTERS) === 0 ? '' : String.fromCharCode(...bytes.subarray(84, 88));
  if (letters === 'DX10' && bytes.length < DDS_HEADER_BYTES) return 'damaged';
  const format =
    letters === 'DX10' ? formatOfNumber(word(128)) : letters === '' ? masked(word) : formatOfLetters(letters);
  if (format === undefined) return 'unknown_format';
  const start = letters === 'DX10' ? DDS_HEADER_BYTES : 128;
  return { width, height, format, levels: levelsOf(width, height, format, word(28), start) };
}

function masked(word: (at: number) => number): TexelFormat | undefined {
  const flags = word(80);
  if ((flags & HAS_MASKS) === 0) return undefined;
  const red = word(92);
  const isGrey = (flags & IS_GREY) !== 0;
  const alpha = (flags & (HAS_ALPHA | 0x2)) === 0 ? 0 : word(104);
  return formatOfMasks(word(88), [red, isGrey ? red : word(96), isGrey ? red : word(100), alpha]);
}

function levelsOf(width: number, height: number, format: TexelFormat, count: number, start: number): readonly Level[] {
  const levels: Level[] = [];
  let level = { width, height };
  let offset = start;
  // A file that counts wrongly has no more than there can be: each is half the one before.
  for (let at = 0; at < Math.max(1, Math.min(count, 16)); at++) {
    const bytes = rowBytes(level.width, format) * rows(level.height, format);
    levels.push({ ...level, offset, bytes });
    offset += bytes;
    if (level.width === 1 && level.height === 1) break;
    level = { width: Math.max(1, level.width >> 1), height: Math.max(1, level.height >> 1) };
  }
  return levels;
}

/** Bytes of one row of blocks, or of pixels. */
export function rowBytes(width: number, format: TexelFormat): number {
  return format.kind === 'blocks' ? Math.ceil(width / 4) * format.blockBytes : width * format.pixelBytes;
}

function rows(height: number, format: TexelFormat): number {
  return format.kind === 'blocks' ? Math.ceil(height / 4) : height;
}
