import { deflateRawSync } from 'node:zlib';
import { SAMPLE_BYTES, SAMPLES, WORTHWHILE_GAIN } from './layout.ts';

/**
 * Whether deflate would gain anything, told from samples spread evenly over the bytes: by content, because an extension
 * does not tell whether a DDS is compressible or an OBJ is already packed.
 */
export function worthDeflating(bytes: Uint8Array): boolean {
  // Hardly dearer to compress than to sample.
  if (bytes.length <= SAMPLES * SAMPLE_BYTES) return true;
  const stride = Math.floor((bytes.length - SAMPLE_BYTES) / (SAMPLES - 1));
  let packed = 0;
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const from = sample * stride;
    packed += deflateRawSync(bytes.subarray(from, from + SAMPLE_BYTES), { level: 1 }).length;
  }
  return packed < SAMPLES * SAMPLE_BYTES * (1 - WORTHWHILE_GAIN);
}
