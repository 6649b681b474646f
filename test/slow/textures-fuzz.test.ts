import { expect, test } from 'vitest';
import { fuzzTextures } from '../preview/dds/fuzz-textures.ts';

test('100,000 changed textures make the reader neither throw nor hang nor keep memory', () => {
  const before = process.memoryUsage().rss;
  fuzzTextures(100_000, Date.now() >>> 0);
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
});
