import { test } from 'vitest';
import { fuzzParser, PARSED } from './fuzz-parsers.ts';

// The full number is in test/slow/parsers.test.ts.
test.each(PARSED)('no changed %s makes its parser throw or hang', async (_, file, parse) => {
  await fuzzParser(file, parse, 2000, 20_261_128);
});
