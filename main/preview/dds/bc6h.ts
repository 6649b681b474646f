import { BlockBits } from './block-bits.ts';
import { between, shapeOf, weightsOf } from './subsets.ts';
import type { DecodeBlock } from './texel-format.ts';

/**
 * In what order each mode writes the bits of its ends, as Microsoft's format specification has it: a channel, an end (w and x of the
 * first line, y and z of the second), and its bits from the lowest on, or with a dash from the highest.
 */
interface Mode {
  readonly number: number;
  readonly baseBits: number;
  /** Of what the other ends differ by, for red, green and blue; in a mode that says so they are whole ends. */
  readonly otherBits: readonly [red: number, green: number, blue: number];
  readonly areDifferences: boolean;
  readonly lines: 1 | 2;
  readonly steps: readonly Step[];
}

interface Step {
  readonly slot: number;
  readonly shift: number;
  readonly count: number;
  readonly reversed: boolean;
}

const MODES: readonly Mode[] = [
  mode(
    0b00,
    10,
    [5, 5, 5],
    'gy4 by4 bz4 rw9:0 gw9:0 bw9:0 rx4:0 gz4 gy3:0 gx4:0 bz0 gz3:0 bx4:0 bz1 by3:0 ry4:0 bz2 rz4:0 bz3',
  ),
  mode(
    0b01,
    7,
    [6, 6, 6],
    'gy5 gz4 gz5 rw6:0 bz0 bz1 by4 gw6:0 by5 bz2 gy4 bw6:0 bz3 bz5 bz4 rx5:0 gy3:0 gx5:0 gz3:0 bx5:0 by3:0 ry5:0 rz5:0',
  ),
  mode(
    0b00010,
    11,
    [5, 4, 4],
    'rw9:0 gw9:0 bw9:0 rx4:0 rw10 gy3:0 gx3:0 gw10 bz0 gz3:0 bx3:0 bw10 bz1 by3:0 ry4:0 bz2 rz4:0 bz3',
  ),
  mode(
    0b00110,
    11,
    [4, 5, 4],
    'rw9:0 gw9:0 bw9:0 rx3:0 rw10 gz4 gy3:0 gx4:0 gw10 gz3:0 bx3:0 bw10 bz1 by3:0 ry3:0 bz0 bz2 rz3:0 gy4 bz3',
  ),
  mode(
    0b01010,
    11,
    [4, 4, 5],
    'rw9:0 gw9:0 bw9:0 rx3:0 rw10 by4 gy3:0 gx3:0 gw10 bz0 gz3:0 bx4:0 bw10 by3:0 ry3:0 bz1 bz2 rz3:0 bz4 bz3',
  ),
  mode(
    0b01110,
    9,
    [5, 5, 5],
    'rw8:0 by4 gw8:0 gy4 bw8:0 bz4 rx4:0 gz4 gy3:0 gx4:0 bz0 gz3:0 bx4:0 bz1 by3:0 ry4:0 bz2 rz4:0 bz3',
  ),
  mode(
    0b10010,
    8,
    [6, 5, 5],
    'rw7:0 gz4 by4 gw7:0 bz2 gy4 bw7:0 bz3 bz4 rx5:0 gy3:0 gx4:0 bz0 gz3:0 bx4:0 bz1 by3:0 ry5:0 rz5:0',
  ),
  mode(
    0b10110,
    8,
    [5, 6, 5],
    'rw7:0 bz0 by4 gw7:0 gy5 gy4 bw7:0 gz5 bz4 rx4:0 gz4 gy3:0 gx5:0 gz3:0 bx4:0 bz1 by3:0 ry4:0 bz2 rz4:0 bz3',
  ),
  mode(
    0b11010,
    8,
    [5, 5, 6],
    'rw7:0 bz1 by4 gw7:0 by5 gy4 bw7:0 bz5 bz4 rx4:0 gz4 gy3:0 gx4:0 bz0 gz3:0 bx5:0 by3:0 ry4:0 bz2 rz4:0 bz3',
  ),
  mode(
    0b11110,
    6,
    [6, 6, 6],
    'rw5:0 gz4 bz0 bz1 by4 gw5:0 gy5 by5 bz2 gy4 bw5:0 gz5 bz3 bz5 bz4 rx5:0 gy3:0 gx5:0 gz3:0 bx5:0 by3:0 ry5:0 rz5:0',
  ),
  mode(0b00011, 10, [10, 10, 10], 'rw9:0 gw9:0 bw9:0 rx9:0 gx9:0 bx9:0'),
  mode(0b00111, 11, [9, 9, 9], 'rw9:0 gw9:0 bw9:0 rx8:0 rw10 gx8:0 gw10 bx8:0 bw10'),
  mode(0b01011, 12, [8, 8, 8], 'rw9:0 gw9:0 bw9:0 rx7:0 rw10-11 gx7:0 gw10-11 bx7:0 bw10-11'),
  mode(0b01111, 16, [4, 4, 4], 'rw9:0 gw9:0 bw9:0 rx3:0 rw10-15 gx3:0 gw10-15 bx3:0 bw10-15'),
];
const BY_NUMBER = new Map(MODES.map((mode) => [mode.number, mode]));

function mode(number: number, baseBits: number, otherBits: Mode['otherBits'], order: string): Mode {
  const steps = order.split(' ').map(step);
  const lines = order.includes('y') ? 2 : 1;
  return { number, baseBits, otherBits, areDifferences: number !== 0b11110 && number !== 0b00011, lines, steps };
}

function step(text: string): Step {
  const [, channel = '', end = '', from = '', mark, to = from] =
    /^([rgb])([wxyz])(\d+)(?:([:-])(\d+))?$/.exec(text) ?? [];
  const shift = Math.min(Number(from), Number(to));
  return {
    slot: 'wxyz'.indexOf(end) * 3 + 'rgb'.indexOf(channel),
    shift,
    count: Math.abs(Number(from) - Number(to)) + 1,
    reversed: mark === '-',
  };
}

const bits = new BlockBits();
/** Three channels for each of up to four ends. */
const ends = new Int32Array(12);

/** One block of BC6H: colours brighter than white, which are shown as white. */
export function bc6h(signed: boolean): DecodeBlock {
  return (bytes, at, pixels) => {
    bits.load(bytes, at);
    const short = bits.read(2);
    const mode = BY_NUMBER.get(short > 1 ? short | (bits.read(3) << 2) : short);
    if (mode === undefined) {
      for (let out = 0; out < 64; out++) pixels[out] = (out & 3) === 3 ? 255 : 0;
      return;
    }
    readEnds(mode, signed);
    const shape = shapeOf(mode.lines, mode.lines === 2 ? bits.read(5) : 0);
    const indexBits = mode.lines === 2 ? 3 : 4;
    const weights = weightsOf(indexBits);
    for (let pixel = 0; pixel < 16; pixel++) {
      const weight = weights[bits.read(indexBits - (shape.short[pixel] ?? 0))] ?? 0;
      const line = (shape.subset[pixel] ?? 0) * 6;
      for (let channel = 0; channel < 3; channel++) {
        const level = between(ends[line + channel] ?? 0, ends[line + 3 + channel] ?? 0, weight);
        pixels[pixel * 4 + channel] = shown(level, signed);
      }
      pixels[pixel * 4 + 3] = 255;
    }
  };
}

function readEnds({ baseBits, otherBits, areDifferences, lines, steps }: Mode, signed: boolean): void {
  ends.fill(0);
  for (const { slot, shift, count, reversed } of steps) {
    const value = reversed ? bits.readReversed(count) : bits.read(count);
    ends[slot] = (ends[slot] ?? 0) | (value << shift);
  }
  for (let slot = 0; slot < lines * 6; slot++) {
    const channel = slot % 3;
    let value = ends[slot] ?? 0;
    if (slot < 3) {
      if (signed) value = withSign(value, baseBits);
    } else {
      if (areDifferences || signed) value = withSign(value, otherBits[channel] ?? 0);
      if (areDifferences) {
        value = (value + (ends[channel] ?? 0)) & ((1 << baseBits) - 1);
        if (signed) value = withSign(value, baseBits);
      }
    }
    ends[slot] = value;
  }
  for (let slot = 0; slot < lines * 6; slot++) ends[slot] = stretched(ends[slot] ?? 0, baseBits, signed);
}

function withSign(value: number, width: number): number {
  return (value << (32 - width)) >> (32 - width);
}

/** From a value of few bits to one of 16. */
function stretched(value: number, width: number, signed: boolean): number {
  if (!signed) {
    if (width >= 15 || value === 0) return value;
    return value === (1 << width) - 1 ? 0xffff : ((value << 16) + 0x8000) >> width;
  }
  const size = Math.abs(value);
  if (width >= 16 || size === 0) return value;
  const wide = size >= (1 << (width - 1)) - 1 ? 0x7fff : ((size << 15) + 0x4000) >> (width - 1);
  return value < 0 ? -wide : wide;
}

/** Red, green or blue for the screen, for each half-precision number from 0 on. */
const SCREEN = Uint8Array.from({ length: 0x8000 }, (_, half) => onScreen(fromHalf(half)));

function shown(level: number, signed: boolean): number {
  if (level <= 0) return 0;
  return SCREEN[signed ? (level * 31) >> 5 : (level * 31) >> 6] ?? 255;
}

function fromHalf(half: number): number {
  const exponent = half >> 10;
  const fraction = half & 1023;
  if (exponent === 0) return fraction * 2 ** -24;
  return exponent === 31 ? Number.POSITIVE_INFINITY : (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function onScreen(light: number): number {
  return Math.round(Math.min(1, light) * 255);
}
