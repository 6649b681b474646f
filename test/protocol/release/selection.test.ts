import { expect, test } from 'vitest';
import {
  intersectSelections,
  parseSelection,
  selectionContains,
  tidyXPlaneSelection,
} from '../../../protocol/index.ts';

function canonical(text: string): string | null {
  const parsed = parseSelection(text);
  return parsed.ok ? parsed.value.canonical : null;
}

const CANONICAL: readonly (readonly [text: string, canonical: string | null])[] = [
  ['*', '*'],
  [' * ', '*'],
  ['1.2.4', '1.2.4-1.2.4'],
  ['7', '7-7'],
  ['1.0.0a1-5.999.999', '1-5'],
  ['1.0.0-1.0.0', '1-1.0.0'],
  ['0.0.1', '-0.0.1'],
  ['1a1', '1a1'],
  ['0.0.1a1', '0.0.1a1'],
  ['0.0.1a1-', '*'],
  ['-0.0.1a1', '0.0.1a1'],
  ['999.999.999a2-', '999.999.999a2-'],
  ['1-2.3.999', '1-2.3'],
  ['1-2.999.998', '1-2.999.998'],
  ['1-2.999.999b4', '1-2.999.999b4'],
  ['1.0.3b2-', '1.0.3b2-'],
  // An end whose short text would be all zeros, which is no version, is printed longer.
  ['-0.0.999', '-0.0.999'],
  ['0.0.1-0.999', '-0.999'],
  ['-0.999.999', '-0.999'],
  ['0.1', '0.1-0.1'],
  ['0.0.5-0.0.999', '0.0.5-0.0.999'],
  ['\u00a01\u2003-\u30002\ufeff', '1-2'],
  ['1\u1680-2\u2028,\u20293\u202f-\u205f4', '1-2,3-4'],
  ['1\u000b-\u000c2\u0085', null],
  ['1 .2', null],
  ['1 2', null],
  ['1- -2', null],
  ['-1-', null],
  ['* *', null],
  ['**', null],
  ['*-1', null],
  ['1-*', null],
  ['>=1', null],
  ['^1', null],
  ['1,', null],
  [',1', null],
  ['1, ,2', null],
  ['--', null],
  [' - ', null],
  ['2-1', null],
  ['1.2a2-1.2a1', null],
  ['0', null],
  ['0-', null],
  ['-0', null],
  ['0-1', null],
  ['1A1', null],
];

test.each(CANONICAL)('%j is %j', (text, expected) => {
  expect(canonical(text)).toBe(expected);
});

test('codes by length', () => {
  expect(parseSelection('')).toEqual({ ok: false, code: 'invalid_or_empty_str' });
  expect(parseSelection(undefined)).toEqual({ ok: false, code: 'invalid_or_empty_str' });
  expect(parseSelection(' '.repeat(257))).toEqual({ ok: false, code: 'bad_sel_len' });
  expect(parseSelection(`${' '.repeat(255)}1`)).toMatchObject({ ok: true });
  expect(parseSelection(' '.repeat(256))).toEqual({ ok: false, code: 'invalid_selection' });
});

test('a later range that lies inside an earlier one does not shorten it', () => {
  expect(canonical('1-9,2-3,4-5,9.5')).toBe('1-9');
  expect(canonical('5,3-4,1')).toBe('1-1,3-4,5-5');
  expect(canonical('1a1-1a5,1a5-1a9')).toBe('1-1a9');
  expect(canonical('1a1-1a5,1a6-1a9')).toBe('1-1a5,1a6-1a9');
});

test('intersections', () => {
  expect(intersectSelections('1-3', '2-4')?.canonical).toBe('2-3');
  expect(intersectSelections('1,3,5', '*')?.canonical).toBe('1-1,3-3,5-5');
  expect(intersectSelections('1-5', '2,4-')?.canonical).toBe('2-2,4-5');
  expect(intersectSelections('1-2a1', '2-')?.canonical).toBe('2a1');
  expect(intersectSelections('1', '2')).toBeUndefined();
  expect(intersectSelections('1', 'nonsense')).toBeUndefined();
  expect(intersectSelections('1', `${' '.repeat(256)}1`)).toBeUndefined();
  expect(intersectSelections(`${' '.repeat(255)}1`, '1')?.canonical).toBe('1-1');
});

test('text that is no selection or no version is in nothing', () => {
  expect(selectionContains('nonsense', '1')).toBe(false);
  expect(selectionContains('*', 'nonsense')).toBe(false);
});

test('a stored selection, read back as plain data, still answers', () => {
  const stored = JSON.parse(JSON.stringify(parseSelection('1-2,4'))) as {
    value: { canonical: string; ranges: [string, string][] };
  };
  expect([selectionContains(stored.value, '4.5'), selectionContains(stored.value, '3')]).toEqual([true, false]);
  const spoiled = {
    canonical: '1',
    ranges: [
      ['x', '2.0.0'],
      ['3.0.0', 'x'],
    ] as const,
  };
  expect(['1.0.0', '2.0.0', '3.0.0', '4.0.0'].map((version) => selectionContains(spoiled, version))).not.toContain(
    true,
  );
});

test.each([
  [' 12.1.4-r3 ', '12.1.4r3'],
  ['12.0.0-B2', '12.0.0b2'],
  ['11.5-12.1', '11.5-12.1'],
  ['11.5-12.1.4-r3, 12.2-', '11.5-12.1.4r3, 12.2-'],
  ['12-', '12-'],
  [`${'1,'.repeat(127)}1-r1`, `${'1,'.repeat(127)}1-r1`],
  [`${'1,'.repeat(126)}1-r1`, `${'1,'.repeat(126)}1r1`],
  [` ${'1,'.repeat(128)}B `, `${'1,'.repeat(128)}B`],
  [` ${'1,'.repeat(127)}1B `, `${'1,'.repeat(127)}1b`],
])('X-Plane writes %j, X-Pkg %j', (typed, tidy) => {
  expect(tidyXPlaneSelection(typed)).toBe(tidy);
});
