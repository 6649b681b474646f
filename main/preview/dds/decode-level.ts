import { type DdsHeader, type Level, rowBytes } from './header.ts';
import type { BlockFormat, PlainFormat } from './texel-format.ts';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and alpha of each pixel, row by row from the top. */
  readonly rgba: Uint8Array;
}

/** Some bytes of the file, fewer where it ends. */
export type ReadBytes = (from: number, length: number) => Uint8Array;

/** The longest side of what is shown. */
const MOST_SHOWN = 1024;

/**
 * The smaller copy that fits the screen is read where the file has one; else the picture is read at a lower resolution, so that no
 * texture costs more than a million blocks.
 */
export function decodeTexture(
  { format, levels }: DdsHeader,
  fileBytes: number,
  read: ReadBytes,
): Picture | 'truncated' {
  const whole = levels.filter(({ offset, bytes }) => offset + bytes <= fileBytes);
  if (whole[0] === undefined || whole[0] !== levels[0]) return 'truncated';
  const level = whole.find(({ width, height }) => Math.max(width, height) <= MOST_SHOWN) ?? whole.at(-1) ?? whole[0];
  let step = 1;
  while (Math.max(level.width, level.height) > MOST_SHOWN * step) step *= 2;
  const picture = emptyPicture(Math.ceil(level.width / step), Math.ceil(level.height / step));
  if (format.kind === 'blocks') putBlocks(picture, format, level, step, read);
  else putPixels(picture, format, level, step, read);
  return picture;
}

function emptyPicture(width: number, height: number): Picture {
  return { width, height, rgba: new Uint8Array(width * height * 4) };
}

const block = new Uint8Array(64);

/** Each pixel shown is the mean of `cell` by `cell` pixels of one block; at steps over 4 the blocks between are left out. */
function putBlocks(picture: Picture, format: BlockFormat, level: Level, step: number, read: ReadBytes): void {
  const cell = Math.min(step, 4);
  const stride = Math.max(1, step / 4);
  const bytesOfRow = rowBytes(level.width, format);
  const across = Math.ceil(level.width / 4);
  const down = Math.ceil(level.height / 4);
  for (let row = 0; row < down; row += stride) {
    const bytes = read(level.offset + row * bytesOfRow, bytesOfRow);
    for (let column = 0; column < across; column += stride) {
      format.decode(bytes, column * format.blockBytes, block);
      for (let y = 0; y < 4; y += cell) {
        const top = row * 4 + y;
        if (top >= level.height) break;
        for (let x = 0; x < 4; x += cell) {
          const left = column * 4 + x;
          if (left >= level.width) break;
          const out = indexOf(picture, Math.floor(left / step), Math.floor(top / step));
          putMean(picture.rgba, out, x, y, Math.min(cell, level.width - left), Math.min(cell, level.height - top));
        }
      }
    }
  }
}

function putMean(rgba: Uint8Array, out: number, x: number, y: number, width: number, height: number): void {
  for (let channel = 0; channel < 4; channel++) {
    let sum = 0;
    for (let row = y; row < y + height; row++) {
      for (let column = x; column < x + width; column++) sum += block[(row * 4 + column) * 4 + channel] ?? 0;
    }
    rgba[out + channel] = Math.round(sum / (width * height));
  }
}

function putPixels(picture: Picture, format: PlainFormat, level: Level, step: number, read: ReadBytes): void {
  const bytesOfRow = rowBytes(level.width, format);
  const channels = format.masks.map(channelOf);
  for (let y = 0; y < picture.height; y++) {
    const bytes = read(level.offset + y * step * bytesOfRow, bytesOfRow);
    for (let x = 0; x < picture.width; x++) {
      const out = indexOf(picture, x, y);
      const value = pixelAt(bytes, x * step * format.pixelBytes, format.pixelBytes);
      for (const [channel, { shift, most }] of channels.entries()) {
        const missing = channel === 3 ? 255 : 0;
        picture.rgba[out + channel] = most === 0 ? missing : Math.round((((value >>> shift) & most) / most) * 255);
      }
    }
  }
}

function channelOf(mask: number): { readonly shift: number; readonly most: number } {
  const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
  return { shift, most: mask >>> shift };
}

function pixelAt(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let byte = 0; byte < count; byte++) value |= (bytes[at + byte] ?? 0) << (byte * 8);
  return value;
}

function indexOf({ width }: Picture, x: number, y: number): number {
  return (y * width + x) * 4;
}
