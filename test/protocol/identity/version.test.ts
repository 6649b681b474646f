import { expect, test } from 'vitest';
import { rankOf } from '../../../protocol/identity/version.ts';
import { rankParts } from '../../../protocol/identity/version-rank.ts';
import {
  compareVersions,
  nextVersions,
  normalizeVersion,
  parseVersion,
  suggestVersion,
} from '../../../protocol/index.ts';

const VALID: readonly (readonly [text: string, canonical: string])[] = [
  ['1', '1.0.0'],
  ['2a2', '2.0.0a2'],
  ['9.2b3', '9.2.0b3'],
  ['9.2.0r4', '9.2.0r4'],
  ['0.0.1a1', '0.0.1a1'],
  ['999.999.999r999', '999.999.999r999'],
  ['001.002.003', '1.2.3'],
  ['1.2.3a01', '1.2.3a1'],
];

test.each(VALID)('%s is %s', (text, canonical) => {
  expect(parseVersion(text)).toMatchObject({ ok: true, value: { canonical } });
});

const INVALID = [
  '0',
  '0.0.0',
  '0.0.0a1',
  '.1',
  '1.',
  '1.2.3.4',
  '1.2.3.',
  '1000',
  '1.1000',
  '0001',
  '1.2.3a',
  '1.2.3a0',
  '1.2.3a000',
]
  .concat(
    '1.2.3a1000',
    '1.2.3rc1',
    '1.2.3c1',
    '1.2.3A1',
    ' 1.2.3',
    '1.2.3 ',
    'v1.2.3',
    '1.2.x',
    '1.2.3-1',
    '*',
    '1..2',
    '1.2.3a1a2',
  )
  .concat(
    '1.2.3a1.',
    '1/2',
    '1:2',
    '1.2.3`1',
    '1a0001',
    '1a/1',
    '1a:1',
    '\u0661.2',
    '1\u0000',
    'a',
    '1b',
    '1.a1',
    '-1',
    '+1',
    '1e3',
  );

test.each(INVALID)('%s is no version', (text) => {
  expect(parseVersion(text)).toEqual({ ok: false, code: 'invalid_version' });
});

test.each(['', undefined, null, 1, ['1']])('%j is no text', (text) => {
  expect(parseVersion(text)).toEqual({ ok: false, code: 'invalid_or_empty_str' });
});

test('length is looked at before anything else', () => {
  expect(parseVersion('1'.repeat(16))).toEqual({ ok: false, code: 'bad_version_len' });
  expect(parseVersion('1'.repeat(15))).toEqual({ ok: false, code: 'invalid_version' });
});

test('what people type is trimmed and lowered', () => {
  expect(normalizeVersion(' 2.0.0B1 ')).toEqual(parseVersion('2.0.0b1'));
  expect(normalizeVersion('  ')).toEqual({ ok: false, code: 'invalid_or_empty_str' });
  expect(normalizeVersion(null)).toEqual({ ok: false, code: 'invalid_or_empty_str' });
  expect(normalizeVersion(` ${'1'.repeat(16)}`)).toEqual({ ok: false, code: 'bad_version_len' });
  expect(normalizeVersion(' 999.999.999R999 ')).toMatchObject({ ok: true });
});

test('text that is no version sorts first and never throws', () => {
  expect(['1.0.0', 'x', '1.0.0a1', '0.9'].toSorted(compareVersions)).toEqual(['x', '0.9', '1.0.0a1', '1.0.0']);
  expect(compareVersions('x', 'y')).toBe(0);
  expect(compareVersions('x', '0.0.1a1')).toBe(-1);
  expect(compareVersions('1.0.0', '1'.repeat(16))).toBe(1);
});

test('what may come next', () => {
  expect(nextVersions('1.2.3')).toEqual({
    patch: '1.2.4',
    minor: '1.3.0',
    major: '2.0.0',
    preRelease: '1.2.4a1',
    release: undefined,
  });
  expect(nextVersions('1.2.3b4')).toEqual({
    patch: '1.2.4',
    minor: '1.3.0',
    major: '2.0.0',
    preRelease: '1.2.3b5',
    release: '1.2.3',
  });
  expect(nextVersions('1')).toMatchObject({ patch: '1.0.1' });
});

test('numbers end at 999', () => {
  expect(nextVersions('999.999.999')).toEqual({
    patch: undefined,
    minor: undefined,
    major: undefined,
    preRelease: undefined,
    release: undefined,
  });
  expect(nextVersions('998.998.998')).toMatchObject({ patch: '998.998.999', minor: '998.999.0', major: '999.0.0' });
  expect(nextVersions('1.2.3r999')).toMatchObject({ preRelease: undefined, release: '1.2.3' });
  expect(nextVersions('1.2.3r998')).toMatchObject({ preRelease: '1.2.3r999' });
  expect(nextVersions('nonsense')).toEqual({
    patch: undefined,
    minor: undefined,
    major: undefined,
    preRelease: undefined,
    release: undefined,
  });
});

test('the version the form opens with', () => {
  expect(suggestVersion([])).toBe('1.0.0');
  expect(suggestVersion(['nonsense'])).toBe('1.0.0');
  expect(suggestVersion(['1.9.0', '1.10.0', '1.2.0'])).toBe('1.10.1');
  expect(suggestVersion(['1.0.0', '1.1.0b2'])).toBe('1.1.0b3');
  expect(suggestVersion(['1.1.0b999'])).toBe('1.1.0');
  expect(suggestVersion(['1.1.999'])).toBe('1.2.0');
  expect(suggestVersion(['1.999.999'])).toBe('2.0.0');
  expect(suggestVersion(['999.999.999'])).toBeUndefined();
});

test('a rank taken apart again', () => {
  const parts = (text: string) => rankParts(rankOf(text));
  expect(parts('1.2.3')).toEqual({ major: 1, minor: 2, patch: 3, preLetter: '', pre: 0 });
  expect(parts('999.998.997r999')).toEqual({ major: 999, minor: 998, patch: 997, preLetter: 'r', pre: 999 });
  expect(parts('0.0.1a1')).toEqual({ major: 0, minor: 0, patch: 1, preLetter: 'a', pre: 1 });
});
