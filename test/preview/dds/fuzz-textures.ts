import { expect } from 'vitest';
import { pictureSize } from '../../../main/preview/picture-size.ts';
import { mutate, randomNumbers } from '../../addon/binaries/mutate.ts';
import { KNOWN_BLOCKS } from './known-blocks.ts';
import { makeDds, makeMaskedDds } from './make-dds.ts';
import { readDds } from './read-dds.ts';

/** A small texture of each kind. */
const TEXTURES: readonly Buffer[] = [
  ...KNOWN_BLOCKS.map(([, format, block]) =>
    makeDds({ width: 8, height: 8, format, levels: 4, data: Buffer.from(block.repeat(7), 'hex') }),
  ),
  makeDds({ width: 8, height: 8, format: 'DXT5', levels: 4, data: Buffer.alloc(112, 'abc') }),
  makeMaskedDds({
    width: 4,
    height: 4,
    bits: 32,
    masks: [0xff, 0xff00, 0xff0000, 0xff000000],
    data: Buffer.alloc(64, 7),
  }),
];

const MOST_BYTES = 1024 * 1024 * 4;

/** Reads changed textures, as DDS and as pictures: a reader may refuse them, but neither throw, nor hang, nor make a large picture. */
export function fuzzTextures(inputs: number, seed: number): void {
  const random = randomNumbers(seed);
  let shown = 0;
  for (let input = 0; input < inputs; input++) {
    const changed = mutate(TEXTURES[input % TEXTURES.length] ?? Buffer.alloc(0), random);
    try {
      const read = readDds(changed);
      if (typeof read !== 'string') {
        shown++;
        if (read.rgba.length > MOST_BYTES) throw new Error(`a picture of ${read.width} by ${read.height}`);
      }
      pictureSize(changed);
    } catch (cause) {
      throw new Error(`input ${input} of seed ${seed}: ${changed.toString('base64')}`, { cause });
    }
  }
  expect(shown).toBeGreaterThan(inputs / 100);
  expect(shown).toBeLessThan(inputs);
}
