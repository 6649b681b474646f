import { expect, onTestFinished, test, vi } from 'vitest';
import {
  checkDescription,
  checkNewPackage,
  checkPackageName,
  checkRelease,
  compareVersions,
  explainCode,
  hasPermission,
  intersectSelections,
  normalizePackageId,
  normalizeVersion,
  parseOwnPackageId,
  parsePackageId,
  parsePartialPackageId,
  parseSelection,
  parseVersion,
  selectionContains,
  tidyXPlaneSelection,
  validateLists,
  validateUploadFields,
} from '../../protocol/index.ts';

// What must not grow with the input is counted, not timed: a rule looks at single characters only after the length
// check, so a text of a megabyte costs no more looks than the longest valid one. `npm run bench:protocol` has the times.
const MEGABYTE = 1_000_000;
const HOSTILE = ['a', '1', '.', ',', '-', ' ', '*', '1,', '1.', 'a.', '1-2,', '[', '"', '\u0000', 'é', '\ud83d']
  .map((unit) => unit.repeat(MEGABYTE / unit.length))
  .concat(`${' '.repeat(MEGABYTE)}1.2.3`, `xpkg/${'a'.repeat(MEGABYTE)}`, `1.2.3a${'9'.repeat(MEGABYTE)}`);

function countLooks(): () => number {
  const spy = vi.spyOn(String.prototype, 'charCodeAt');
  onTestFinished(() => spy.mockRestore());
  return () => spy.mock.calls.length;
}

const RULES: Readonly<Record<string, (text: string) => unknown>> = {
  parsePackageId,
  normalizePackageId,
  parseOwnPackageId,
  parsePartialPackageId,
  parseVersion,
  normalizeVersion,
  parseSelection,
  checkPackageName,
  checkDescription,
  compareVersions: (text) => compareVersions(text, '1.0.0'),
  'selectionContains, selection': (text) => selectionContains(text, '1.0.0'),
  'selectionContains, version': (text) => selectionContains('*', text),
  intersectSelections: (text) => intersectSelections(text, '*'),
  tidyXPlaneSelection,
  hasPermission: (text) => hasPermission({ permissions: 16, versionUploadPackages: [text] }, 'UploadVersion', text),
  explainCode,
  checkNewPackage: (text) =>
    checkNewPackage({ packageId: text, packageName: text, description: text, packageType: text }),
};

test.each(Object.entries(RULES))('%s looks at a bounded part of a megabyte', (_, rule) => {
  const looks = countLooks();
  for (const text of HOSTILE) {
    const before = looks();
    expect(() => rule(text)).not.toThrow();
    expect(looks() - before).toBeLessThan(1000);
  }
});

test('the codes of texts that are too long', () => {
  for (const text of HOSTILE) {
    expect(parseVersion(text)).toEqual({ ok: false, code: 'bad_version_len' });
    expect(parseSelection(text)).toEqual({ ok: false, code: 'bad_sel_len' });
    expect(parsePackageId(text)).toEqual({ ok: false, code: 'invalid_id_or_repo' });
  }
});

test('a list with a megabyte in every cell is refused after little work', () => {
  const looks = countLooks();
  for (const text of HOSTILE) {
    const ids = Array.from({ length: 128 }, () => [text, text]);
    expect(validateLists('example.package1', ids, [])).toMatchObject({ code: 'invalid_dep_tuple_id', row: 0 });
    const selections = Array.from({ length: 128 }, (_, at) => [`author.package${at}`, text]);
    expect(validateLists('example.package1', [], selections)).toMatchObject({ code: 'invalid_inc_sel', row: 0 });
  }
  expect(looks()).toBeLessThan(HOSTILE.length * 128 * 40);
});

test('the selections of one id are joined only up to a bound', () => {
  // 65,536 characters in all, the commas between the rows included.
  const row = ['author.package', '1'.padEnd(2047)];
  const rows = [...Array(31).fill(row), ['author.package', '1'.padEnd(2046)], ['author.package', '1']];
  expect(validateLists('example.package1', rows, [])).toMatchObject({
    ok: true,
    dependencies: [['xpkg/author.package', '1-1']],
  });
  rows[32] = ['author.package', '1 '];
  expect(validateLists('example.package1', rows, [])).toMatchObject({ code: 'invalid_dep_sel', row: 32 });
  const single = (length: number) => validateLists('example.package1', [['author.package', '1'.padEnd(length)]], []).ok;
  expect([single(65_536), single(65_537)]).toEqual([true, false]);
});

test('a list text that is too long is never parsed', () => {
  const parse = vi.spyOn(JSON, 'parse');
  onTestFinished(() => parse.mockRestore());
  const form = {
    packageId: 'example.package1',
    packageVersion: '1',
    xpSelection: '*',
    isPublic: 'true',
    isPrivate: 'false',
    isStored: 'true',
  };
  for (const text of HOSTILE) {
    const code = text.trim() === '' ? 'dep_not_str' : 'bad_dep_arr';
    expect(validateUploadFields({ ...form, dependencies: text })).toMatchObject({ code, field: 'dependencies' });
  }
  expect(parse).not.toHaveBeenCalled();
  const deep = '['.repeat(200_000);
  expect(validateUploadFields({ ...form, dependencies: deep })).toMatchObject({ code: 'bad_dep_arr' });
});

test('a form with a megabyte in every field is refused', () => {
  for (const text of HOSTILE) {
    const form = {
      packageId: text,
      packageVersion: text,
      xpSelection: text,
      access: 'public' as const,
      platforms: { macOS: true, windows: true, linux: true },
      dependencies: [[text, text] as const],
      incompatibilities: [[text, text] as const],
    };
    expect(checkRelease(form).ok).toBe(false);
  }
});
