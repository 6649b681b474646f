import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const RENDERER = join(import.meta.dirname, '..', '..', 'renderer');

// A size without a unit is pixels, which stay as they are when the text grows.
test('icons have their sizes in rem', () => {
  const files = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
  const sized = files.map((name) => readFileSync(join(RENDERER, name), 'utf8'));
  expect(sized.filter((source) => / size="[\d.]+rem"/.test(source)).length).toBeGreaterThan(10);
  expect(files.filter((_, at) => /\ssize=(\{\d+\}|"\d+")/.test(sized[at] ?? ''))).toEqual([]);
});
