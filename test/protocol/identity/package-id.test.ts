import { expect, test } from 'vitest';
import {
  normalizePackageId,
  parseOwnPackageId,
  parsePackageId,
  parsePartialPackageId,
} from '../../../protocol/index.ts';

const VALID = [
  'example.package1',
  'author.package.variant',
  'arkin.test_package',
  'a.b.c.d',
  'author_x.pkg-y',
  'abcdef',
  'z.y-x_',
].concat(
  'a'.repeat(32),
  'Z9.zz_-',
  'abcdefgh/example.package1',
  'xpk/example.package1',
  'ZzA/aBcDeF',
  `abcdefgh/${'a'.repeat(32)}`,
);
const INVALID = [
  'abcde',
  'a.b.c',
  'a'.repeat(33),
  'author..pkg',
  '.author.pkg',
  'author.pkg.',
  '1author.pkg',
  'author.1pkg',
  '-author.pkg',
]
  .concat(
    'author._pkg',
    'author.-pkg',
    'author pkg',
    'xp/example.package1',
    'abcdefghi/example.package1',
    'xpk1/example.package1',
  )
  .concat(
    'x-pkg/example.package1',
    '/example.package1',
    'xpkg/',
    '/',
    'xpkg/abcde',
    `xpkg/${'a'.repeat(33)}`,
    'xpkg/example.package1/x',
  )
  .concat(
    'exampl\u00e9.package',
    '[bcdef',
    '`bcdef',
    '{bcdef',
    '@bcdef',
    'abcde/',
    'abcde:',
    'author.pk\u212a',
    'author.pkg\n',
  );

test.each(VALID)('%s is an id', (id) => {
  expect(parsePackageId(id).ok).toBe(true);
});

test.each(INVALID)('%s is none', (id) => {
  expect(parsePackageId(id)).toEqual({ ok: false, code: 'invalid_id_or_repo' });
});

test.each(['', undefined, null, 7, ['example.package1'], {}])('%j is no text', (id) => {
  const empty = { ok: false, code: 'invalid_or_empty_str' };
  expect([parsePackageId(id), normalizePackageId(id), parseOwnPackageId(id), parsePartialPackageId(id)]).toEqual([
    empty,
    empty,
    empty,
    empty,
  ]);
});

test('the three forms of an id, in lower case', () => {
  expect(parsePackageId('Example.Package1')).toEqual({
    ok: true,
    value: { repository: 'xpkg', partial: 'example.package1', full: 'xpkg/example.package1' },
  });
  expect(parsePackageId('OTHER/Some.Package')).toEqual({
    ok: true,
    value: { repository: 'other', partial: 'some.package', full: 'other/some.package' },
  });
});

test('edges are trimmed only where people type', () => {
  expect(parsePackageId(' example.package1')).toEqual({ ok: false, code: 'invalid_id_or_repo' });
  expect(normalizePackageId(' example.package1\n')).toMatchObject({ ok: true, value: { partial: 'example.package1' } });
  expect(normalizePackageId('  ')).toEqual({ ok: false, code: 'invalid_or_empty_str' });
});

test('publishing takes ids of this repository only', () => {
  expect(parseOwnPackageId('XPKG/example.package1')).toMatchObject({
    ok: true,
    value: { full: 'xpkg/example.package1' },
  });
  expect(parseOwnPackageId('example.package1').ok).toBe(true);
  expect(parseOwnPackageId('other/example.package1')).toEqual({ ok: false, code: 'invalid_id_or_repo' });
  expect(parseOwnPackageId('abc')).toEqual({ ok: false, code: 'invalid_id_or_repo' });
});

test('creating takes the short form only', () => {
  expect(parsePartialPackageId(' New.Package ')).toMatchObject({ ok: true, value: { partial: 'new.package' } });
  expect(parsePartialPackageId('xpkg/new.package')).toEqual({ ok: false, code: 'full_id_or_invalid' });
  expect(parsePartialPackageId('abc')).toEqual({ ok: false, code: 'full_id_or_invalid' });
});
