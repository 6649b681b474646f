import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { combineCrc32 } from '../../../main/archive/container/crc32-combine.ts';

test('the CRC of two runs of bytes is that of the whole', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), fc.uint8Array({ maxLength: 3000 }), (first, second) => {
      expect(combineCrc32(crc32(first), crc32(second), second.length)).toBe(crc32(second, crc32(first)));
    }),
  );
});

test('runs longer than 4 GiB are counted right', () => {
  // A run of zeros of twice the length is the run of zeros appended to itself.
  const megabyte = crc32(new Uint8Array(1 << 20));
  let crc = megabyte;
  for (let bytes = 1 << 20; bytes < 2 ** 34; bytes *= 2) crc = combineCrc32(crc, crc, bytes);
  let stepwise = megabyte;
  for (let count = 1; count < 2 ** 14; count += 1) stepwise = combineCrc32(stepwise, megabyte, 1 << 20);
  expect(crc).toBe(stepwise);
});
