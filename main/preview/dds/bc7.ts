import { BlockBits } from './block-bits.ts';
import { between, shapeOf, weightsOf } from './subsets.ts';

interface Mode {
  readonly subsets: number;
  readonly shapeBits: number;
  readonly rotationBits: number;
  readonly choiceBits: number;
  readonly colourBits: number;
  readonly alphaBits: number;
  /** A lowest bit that all channels of an end share: none, one for each end, or one for both ends of a subset. */
  readonly lowBits: 'none' | 'each' | 'subset';
  readonly indexBits: number;
  /** Of the second set of indices, which the alpha channel has for itself. */
  readonly secondIndexBits: number;
}

const MODES: readonly Mode[] = [
  mode(3, 4, 0, 0, 4, 0, 'each', 3, 0),
  mode(2, 6, 0, 0, 6, 0, 'subset', 3, 0),
  mode(3, 6, 0, 0, 5, 0, 'none', 2, 0),
  mode(2, 6, 0, 0, 7, 0, 'each', 2, 0),
  mode(1, 0, 2, 1, 5, 6, 'none', 2, 3),
  mode(1, 0, 2, 0, 7, 8, 'none', 2, 2),
  mode(1, 0, 0, 0, 7, 7, 'each', 4, 0),
  mode(2, 6, 0, 0, 5, 5, 'each', 2, 0),
];

function mode(
  subsets: number,
  shapeBits: number,
  rotationBits: number,
  choiceBits: number,
  colourBits: number,
  alphaBits: number,
  lowBits: Mode['lowBits'],
  indexBits: number,
  secondIndexBits: number,
): Mode {
  return { subsets, shapeBits, rotationBits, choiceBits, colourBits, alphaBits, lowBits, indexBits, secondIndexBits };
}

const bits = new BlockBits();
/** Four channels for each of up to six ends of lines. */
const ends = new Uint8Array(24);
const indices = new Uint8Array(16);
const secondIndices = new Uint8Array(16);

/** One block of BC7 as 16 pixels of red, green, blue and alpha. A block of no known mode is transparent black. */
export function decodeBc7(bytes: Uint8Array, at: number, pixels: Uint8Array): void {
  const number = 31 - Math.clz32((bytes[at] ?? 0) & -(bytes[at] ?? 0));
  const mode = MODES[number];
  if (mode === undefined) {
    pixels.fill(0);
    return;
  }
  bits.load(bytes, at);
  bits.read(number + 1);
  const shape = shapeOf(mode.subsets, bits.read(mode.shapeBits));
  const rotation = bits.read(mode.rotationBits);
  const swapped = bits.read(mode.choiceBits) === 1;
  readEnds(mode);
  for (let pixel = 0; pixel < 16; pixel++) indices[pixel] = bits.read(mode.indexBits - (shape.short[pixel] ?? 0));
  const two = mode.secondIndexBits > 0;
  if (two)
    for (let pixel = 0; pixel < 16; pixel++) secondIndices[pixel] = bits.read(mode.secondIndexBits - +(pixel === 0));
  const weights = weightsOf(mode.indexBits);
  const secondWeights = weightsOf(mode.secondIndexBits);
  for (let pixel = 0; pixel < 16; pixel++) {
    const first = weights[indices[pixel] ?? 0] ?? 0;
    const second = two ? (secondWeights[secondIndices[pixel] ?? 0] ?? 0) : first;
    const colourWeight = swapped ? second : first;
    const alphaWeight = swapped ? first : second;
    const line = (shape.subset[pixel] ?? 0) * 8;
    const out = pixel * 4;
    for (let channel = 0; channel < 4; channel++) {
      const weight = channel === 3 ? alphaWeight : colourWeight;
      pixels[out + channel] = between(ends[line + channel] ?? 0, ends[line + 4 + channel] ?? 0, weight);
    }
    if (rotation > 0) swapWithAlpha(pixels, out, rotation - 1);
  }
}

function swapWithAlpha(pixels: Uint8Array, out: number, channel: number): void {
  const alpha = pixels[out + 3] ?? 0;
  pixels[out + 3] = pixels[out + channel] ?? 0;
  pixels[out + channel] = alpha;
}

function readEnds({ subsets, colourBits, alphaBits, lowBits }: Mode): void {
  const count = subsets * 2;
  for (let channel = 0; channel < 3; channel++) {
    for (let end = 0; end < count; end++) ends[end * 4 + channel] = bits.read(colourBits);
  }
  for (let end = 0; end < count; end++) ends[end * 4 + 3] = alphaBits > 0 ? bits.read(alphaBits) : 255;
  const extra = lowBits === 'none' ? 0 : 1;
  let low = 0;
  for (let end = 0; end < count; end++) {
    if (lowBits === 'each' || (lowBits === 'subset' && end % 2 === 0)) low = bits.read(1);
    for (let channel = 0; channel < 4; channel++) {
      const width = channel === 3 ? alphaBits : colourBits;
      if (width === 0) continue;
      const value = ((ends[end * 4 + channel] ?? 0) << extra) | low;
      ends[end * 4 + channel] = widened(value, width + extra);
    }
  }
}

/** The bits of a channel of fewer than eight, repeated below. */
function widened(value: number, width: number): number {
  return ((value << (8 - width)) | (value >> (2 * width - 8))) & 255;
}
