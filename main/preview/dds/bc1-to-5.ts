import type { DecodeBlock } from './texel-format.ts';

/** BC1: two colours of 5, 6 and 5 bits, and what lies between them; the first colour not above the second means three and a hole. */
export function decodeBc1(bytes: Uint8Array, at: number, pixels: Uint8Array): void {
  decodeColours(bytes, at, pixels, true);
}

/** BC2: alpha of four bits a pixel, then colours. */
export function decodeBc2(bytes: Uint8Array, at: number, pixels: Uint8Array): void {
  decodeColours(bytes, at + 8, pixels, false);
  for (let pixel = 0; pixel < 16; pixel++) {
    const pair = bytes[at + (pixel >> 1)] ?? 0;
    pixels[pixel * 4 + 3] = ((pair >> ((pixel & 1) * 4)) & 15) * 17;
  }
}

/** BC3: alpha as in BC4, then colours. */
export function decodeBc3(bytes: Uint8Array, at: number, pixels: Uint8Array): void {
  decodeColours(bytes, at + 8, pixels, false);
  decodeChannel(bytes, at, pixels, 3, false);
}

/** BC4: one channel, shown as grey. */
export function bc4(signed: boolean): DecodeBlock {
  return (bytes, at, pixels) => {
    decodeChannel(bytes, at, pixels, 0, signed);
    for (let out = 0; out < 64; out += 4) {
      pixels[out + 1] = pixels[out] ?? 0;
      pixels[out + 2] = pixels[out] ?? 0;
      pixels[out + 3] = 255;
    }
  };
}

/** BC5: two channels, as normal maps have them. */
export function bc5(signed: boolean): DecodeBlock {
  return (bytes, at, pixels) => {
    decodeChannel(bytes, at, pixels, 0, signed);
    decodeChannel(bytes, at + 8, pixels, 1, signed);
    for (let out = 0; out < 64; out += 4) {
      pixels[out + 2] = 0;
      pixels[out + 3] = 255;
    }
  };
}

const palette = new Uint8Array(16);
const levels = new Uint8Array(8);

function decodeColours(bytes: Uint8Array, at: number, pixels: Uint8Array, mayHaveHoles: boolean): void {
  const first = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  const second = (bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8);
  putColour(0, first);
  putColour(4, second);
  const three = mayHaveHoles && first <= second;
  for (let channel = 0; channel < 3; channel++) {
    const a = palette[channel] ?? 0;
    const b = palette[4 + channel] ?? 0;
    palette[8 + channel] = three ? (a + b) >> 1 : (2 * a + b) / 3;
    palette[12 + channel] = three ? 0 : (a + 2 * b) / 3;
  }
  palette[11] = 255;
  palette[15] = three ? 0 : 255;
  for (let pixel = 0; pixel < 16; pixel++) {
    const row = bytes[at + 4 + (pixel >> 2)] ?? 0;
    const from = ((row >> ((pixel & 3) * 2)) & 3) * 4;
    for (let channel = 0; channel < 4; channel++) pixels[pixel * 4 + channel] = palette[from + channel] ?? 0;
  }
}

function putColour(to: number, colour: number): void {
  const red = colour >> 11;
  const green = (colour >> 5) & 63;
  const blue = colour & 31;
  palette[to] = (red << 3) | (red >> 2);
  palette[to + 1] = (green << 2) | (green >> 4);
  palette[to + 2] = (blue << 3) | (blue >> 2);
  palette[to + 3] = 255;
}

/** Two values and six or four between them, three bits a pixel; signed ones are shown with their zero in the middle. */
function decodeChannel(bytes: Uint8Array, at: number, pixels: Uint8Array, channel: number, signed: boolean): void {
  const first = value(bytes[at] ?? 0, signed);
  const second = value(bytes[at + 1] ?? 0, signed);
  const eight = first > second;
  levels[0] = shown(first, signed);
  levels[1] = shown(second, signed);
  const steps = eight ? 7 : 5;
  for (let step = 1; step < steps; step++) {
    levels[step + 1] = shown(((steps - step) * first + step * second) / steps, signed);
  }
  if (!eight) {
    levels[6] = 0;
    levels[7] = 255;
  }
  for (let half = 0; half < 2; half++) {
    const from = at + 2 + half * 3;
    const indices = (bytes[from] ?? 0) | ((bytes[from + 1] ?? 0) << 8) | ((bytes[from + 2] ?? 0) << 16);
    for (let pixel = 0; pixel < 8; pixel++) {
      pixels[(half * 8 + pixel) * 4 + channel] = levels[(indices >> (pixel * 3)) & 7] ?? 0;
    }
  }
}

function value(byte: number, signed: boolean): number {
  return signed ? Math.max(-127, (byte << 24) >> 24) : byte;
}

function shown(level: number, signed: boolean): number {
  return signed ? Math.round(((level + 127) / 254) * 255) : level;
}
