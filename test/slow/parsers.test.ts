import { expect, test } from 'vitest';
import { fuzzParser, PARSED } from '../addon/binaries/fuzz-parsers.ts';

test.each(PARSED)(
  '100,000 changed %s files make the parser neither throw nor hang nor keep memory',
  async (_, file, parse) => {
    const before = process.memoryUsage().rss;
    await fuzzParser(file, parse, 100_000, Date.now() >>> 0);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  },
);
