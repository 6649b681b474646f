import { deflateRawSync } from 'node:zlib';
import { LAZY_LEVEL_GAIN, SAMPLE_BYTES, SAMPLES, WORTHWHILE_GAIN } from './layout.ts';

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
  const stride = Math.floor((bytes.length - SAMPLE_BYTES) / (SAMPLES - 1));
  const samples = Array.from({ length: SAMPLES }, (_, index) => {
    return bytes.subarray(index * stride, index * stride + SAMPLE_BYTES);
  });
  const sizes = samples.map((sample) => packedSize(sample, lower));
  const packed = sizes.reduce((sum, size) => sum + size, 0);
  if (packed >= SAMPLES * SAMPLE_BYTES * (1 - WORTHWHILE_GAIN)) return 'store';
  if (lower === level) return level;
  // Two samples are enough to compare by, and every one costs.
  const harder = samples.slice(0, 2).reduce((sum, sample) => sum + packedSize(sample, level), 0);
  const easier = (sizes[0] ?? 0) + (sizes[1] ?? 0);
  return easier <= harder * (1 + LAZY_LEVEL_GAIN) ? lower : level;
}

function packedSize(sample: Uint8Array, level: number): number {
  return deflateRawSync(sample, { level }).length;
}
