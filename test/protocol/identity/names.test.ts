import { expect, test } from 'vitest';
import { checkDescription, checkNewPackage, checkPackageName, nameKey } from '../../../protocol/index.ts';

const GOOD = ['abc', 'a!c', "Bob's Jet 3", 'A 7', 'Z..9', 'a'.repeat(32), 'a -z', 'a+,b', 'zAZ'];
const BAD = [
  'ab',
  'a'.repeat(33),
  '1abc',
  'abc!',
  'ab.',
  'a_c',
  'a/c',
  'Café',
  'abé',
  'éab',
  '-abc',
  'a\u001fc',
  'a\u00e9c',
  'a:c',
  '[bc',
  'a@b',
  'a`b',
  'a{b',
];

test.each(GOOD)('%s is a name', (name) => {
  expect(checkPackageName(`  ${name}\n`)).toEqual({ ok: true, value: name });
});

test.each(BAD)('%s is none', (name) => {
  expect(checkPackageName(name)).toEqual({ ok: false, code: 'invalid_name' });
});

test.each(['', '  ', undefined, 7])('%j is no text', (text) => {
  expect(checkPackageName(text)).toEqual({ ok: false, code: 'invalid_or_empty_str' });
  expect(checkDescription(text)).toEqual({ ok: false, code: 'invalid_or_empty_str' });
});

test('names are unique whatever their case', () => {
  expect(nameKey(' Example Package ')).toBe(nameKey('EXAMPLE PACKAGE'));
});

test('descriptions have 10 to 8192 characters, edges not counted', () => {
  expect(checkDescription(`  ${'x'.repeat(10)} `)).toEqual({ ok: true, value: 'x'.repeat(10) });
  expect(checkDescription(`  ${'x'.repeat(9)} `)).toEqual({ ok: false, code: 'bad_desc_len' });
  expect(checkDescription('x'.repeat(8192)).ok).toBe(true);
  expect(checkDescription('x'.repeat(8193))).toEqual({ ok: false, code: 'bad_desc_len' });
});

const BODY = {
  packageId: ' New.Package ',
  packageName: ' New ',
  description: ' A description ',
  packageType: 'livery',
};

test('a new package comes out tidy', () => {
  expect(checkNewPackage(BODY)).toEqual({
    ok: true,
    value: { packageId: 'new.package', packageName: 'New', description: 'A description', packageType: 'livery' },
  });
});

test('its faults are named in the order of the registry', () => {
  const broken: [string, unknown, string][] = [
    ['packageType', 'x', 'invalid_pkg_type'],
    ['packageType', 'Aircraft', 'invalid_pkg_type'],
    ['packageType', '', 'invalid_or_empty_str'],
    ['packageType', 7, 'invalid_or_empty_str'],
    ['description', 'short', 'bad_desc_len'],
    ['packageName', 'a_b', 'invalid_name'],
    ['packageId', 'xpkg/new.package', 'full_id_or_invalid'],
  ];
  let body: Record<string, unknown> = BODY;
  for (const [field, value, code] of broken) {
    body = { ...body, [field]: value };
    expect(checkNewPackage(body)).toEqual({ ok: false, code, field });
  }
  for (const nothing of [null, undefined, 'text', 7, []]) {
    expect(checkNewPackage(nothing)).toEqual({ ok: false, code: 'invalid_or_empty_str', field: 'packageId' });
  }
});
