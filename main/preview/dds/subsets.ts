/**
 * Which of its colour lines each pixel of a block of BC6H or BC7 lies on, as Microsoft's format specification has them: one word a
 * shape, one bit (two subsets) or two bits (three subsets) a pixel, the first pixel lowest.
 */
const TWO = words(
  'cccc 8888 eeee ecc8 c880 feec fec8 ec80 c800 ffec fe80 e800 ffe8 ff00 fff0 f000' +
    ' f710 008e 7100 08ce 008c 7310 3100 8cce 088c 3110 6666 366c 17e8 0ff0 718e 399c' +
    ' aaaa f0f0 5a5a 33cc 3c3c 55aa 9696 a55a 73ce 13c8 324c 3bdc 6996 c33c 9966 0660' +
    ' 0272 04e4 4e40 2720 c936 936c 39c6 639c 9336 9cc6 817e e718 ccf0 0fcc 7744 ee22',
);
const THREE = words(
  'aa685050 6a5a5040 5a5a4200 5450a0a8 a5a50000 a0a05050 5555a0a0 5a5a5050' +
    ' aa550000 aa555500 aaaa5500 90909090 94949494 a4a4a4a4 a9a59450 2a0a4250' +
    ' a5945040 0a425054 a5a5a500 55a0a0a0 a8a85454 6a6a4040 a4a45000 1a1a0500' +
    ' 0050a4a4 aaa59090 14696914 69691400 a08585a0 aa821414 50a4a450 6a5a0200' +
    ' a9a58000 5090a0a8 a8a09050 24242424 00aa5500 24924924 24499224 50a50a50' +
    ' 500aa550 aaaa4444 66660000 a5a0a5a0 50a050a0 69286928 44aaaa44 66666600' +
    ' aa444444 54a854a8 95809580 96969600 a85454a8 80959580 aa141414 96960000' +
    ' aaaa1414 a05050a0 a0a5a5a0 96000000 40804080 a9a8a9a8 aaaaaa44 2a4a5254',
);

/** Of each shape the pixel, beside the first of the block, whose index is written with one bit less. */
const SECOND_OF_TWO = hexDigits('ffffffffffffffff f282288f28228822 ff6828ff28222ff6 6268ff22fffff22f');
const SECOND_OF_THREE = hexDigits('33ff83ff88666533 338f336a588685ff 8f356a8ff3f5ffff 3f55585a5a8dfc33');
const THIRD_OF_THREE = hexDigits('f883ff38fffffff8 f8f3f8f83f6affa8 f3faa89a6f8f3668 f3ffffffffff3ff8');

export interface Shape {
  /** The subset of each of the 16 pixels. */
  readonly subset: Uint8Array;
  /** 1 for each pixel whose index has one bit less. */
  readonly short: Uint8Array;
}

const PIXELS = Array.from({ length: 16 }, (_, pixel) => pixel);

const ONE_SUBSET: Shape = { subset: new Uint8Array(16), short: shortAt(0) };
const TWO_SUBSETS = TWO.map((word, at) => ({
  subset: Uint8Array.from(PIXELS, (pixel) => (word >>> pixel) & 1),
  short: shortAt(0, SECOND_OF_TWO[at]),
}));
const THREE_SUBSETS = THREE.map((word, at) => ({
  subset: Uint8Array.from(PIXELS, (pixel) => (word >>> (pixel * 2)) & 3),
  short: shortAt(0, SECOND_OF_THREE[at], THIRD_OF_THREE[at]),
}));

export function shapeOf(subsets: number, number: number): Shape {
  const shapes = subsets === 3 ? THREE_SUBSETS : subsets === 2 ? TWO_SUBSETS : [];
  return shapes[number] ?? ONE_SUBSET;
}

function words(text: string): readonly number[] {
  return text.split(' ').map((word) => Number.parseInt(word, 16));
}

function hexDigits(text: string): readonly number[] {
  return [...text.replaceAll(' ', '')].map((digit) => Number.parseInt(digit, 16));
}

function shortAt(...pixels: readonly (number | undefined)[]): Uint8Array {
  return Uint8Array.from(PIXELS, (pixel) => (pixels.includes(pixel) ? 1 : 0));
}

const WEIGHTS: Readonly<Record<number, readonly number[]>> = {
  2: [0, 21, 43, 64],
  3: [0, 9, 18, 27, 37, 46, 55, 64],
  4: [0, 4, 9, 13, 17, 21, 26, 30, 34, 38, 43, 47, 51, 55, 60, 64],
};

/** Where on its line an index of that many bits lies, in 64ths. */
export function weightsOf(indexBits: number): readonly number[] {
  return WEIGHTS[indexBits] ?? [];
}

export function between(from: number, to: number, weight: number): number {
  return (from * (64 - weight) + to * weight + 32) >> 6;
}
