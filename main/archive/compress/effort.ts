import { deflateRawSync } from 'node:zlib';
import { LAZY_LEVEL_GAIN, SAMPLE_BYTES, SAMPLES, WORTHWHILE_GAIN } from '../plan/layout.ts';
import { RELEASED_BYTES, release } from './memory.ts';

/** The level to deflate at; `store` when deflate would gain nothing. */
export type Effort = 'store' | number;

/**
 * How hard to try on a block, told from samples spread evenly over it: by content, because an extension does not tell
 * whether a DDS is compressible or an OBJ is packed already.
 *
 * Level 6 differs from 5 in how long it searches. Text repays that; on textures it takes half as long again for nothing.
 */
export function chooseEffort(bytes: Uint8Array, level: number): Effort {
  // Hardly dearer to compress than to sample.
  if (bytes.length <= SAMPLES * SAMPLE_BYTES) return level;
  const lower = Math.max(1, level - 1);
  const sample = takeSample(bytes);
  const easier = packedSize(sample, lower);
  if (easier >= sample.length * (1 - WORTHWHILE_GAIN)) return 'store';
  if (lower === level) return level;
  return easier <= packedSize(sample, level) * (1 + LAZY_LEVEL_GAIN) ? lower : level;
}

function takeSample(bytes: Uint8Array): Uint8Array {
  const sample = Buffer.allocUnsafe(SAMPLES * SAMPLE_BYTES);
  const stride = Math.floor((bytes.length - SAMPLE_BYTES) / (SAMPLES - 1));
  for (let index = 0; index < SAMPLES; index += 1) {
    sample.set(bytes.subarray(index * stride, index * stride + SAMPLE_BYTES), index * SAMPLE_BYTES);
  }
  return sample;
}

function packedSize(sample: Uint8Array, level: number): number {
  const packed = deflateRawSync(sample, { level, chunkSize: RELEASED_BYTES });
  const { length } = packed;
  release(packed);
  return length;
}
