import { expect, test } from 'vitest';
import { validateRetryFields, validateUploadFields } from '../../../protocol/index.ts';

const OK = {
  packageId: 'example.package1',
  packageVersion: '2',
  xpSelection: '12-',
  isPublic: 'true',
  isPrivate: 'false',
  isStored: 'true',
  dependencies: '[["author.package","1"]]',
  incompatibilities: '[]',
  supportsMacOS: 'false',
  supportsWindows: 'true',
  supportsLinux: '1',
};

test('a valid form in its canonical shape', () => {
  expect(validateUploadFields({ ...OK, somethingElse: 'is ignored' })).toEqual({
    ok: true,
    value: {
      packageId: { repository: 'xpkg', partial: 'example.package1', full: 'xpkg/example.package1' },
      version: { canonical: '2.0.0', orderKey: 2_000_000_000_000_000n },
      xpSelection: '12-',
      access: 'public',
      platforms: { macOS: false, windows: true, linux: false },
      dependencies: [['xpkg/author.package', '1-1']],
      incompatibilities: [],
    },
  });
});

// One broken field each, in the order of XPKG.md section 5. With all from there on broken, the first one is named.
const BROKEN: readonly (readonly [field: string, text: unknown, code: string])[] = [
  ['packageId', undefined, 'invalid_or_empty_str'],
  ['packageId', ['example.package1'], 'invalid_or_empty_str'],
  ['packageId', 'x', 'invalid_id_or_repo'],
  ['packageVersion', '', 'invalid_or_empty_str'],
  ['packageVersion', '1'.repeat(16), 'bad_version_len'],
  ['packageVersion', 'x', 'invalid_version'],
  ['xpSelection', null, 'invalid_or_empty_str'],
  ['xpSelection', '1'.repeat(257), 'bad_sel_len'],
  ['xpSelection', 'x', 'invalid_selection'],
  ['isPublic', 'x', 'not_bool'],
  ['isPrivate', undefined, 'not_bool'],
  ['isStored', ' true', 'not_bool'],
  ['dependencies', ' ', 'dep_not_str'],
  ['dependencies', '{', 'bad_dep_arr'],
  ['incompatibilities', 7, 'inc_not_str'],
  ['incompatibilities', '{"length":0}', 'bad_inc_arr'],
  ['supportsMacOS', 'TRUE', 'not_bool'],
  ['supportsWindows', '', 'not_bool'],
  ['supportsLinux', true, 'not_bool'],
];

test.each(BROKEN)('%s = %j is %s', (field, text, code) => {
  expect(validateUploadFields({ ...OK, [String(field)]: text })).toMatchObject({ ok: false, code, field });
});

test('the first broken field is named, whatever else is broken', () => {
  const firsts = new Map(BROKEN.map((broken) => [broken[0], broken] as const).toReversed());
  const fields: Record<string, unknown> = { ...OK };
  for (const [field, text, code] of firsts.values()) {
    fields[field] = text;
    expect(validateUploadFields(fields, { hasFile: false })).toMatchObject({ code, field });
  }
});

test('then the file, then access, platforms and rows', () => {
  const dependencies = { ...OK, dependencies: '[["author.package","1"],["x","1"]]' };
  const platforms = { ...dependencies, supportsWindows: 'false' };
  const access = { ...platforms, isPrivate: 'true' };
  const list = { field: 'dependencies', list: 'dependencies', row: 1, column: 'id' };
  expect(validateUploadFields(dependencies)).toEqual({ ok: false, code: 'invalid_dep_tuple_id', ...list });
  expect(validateUploadFields(platforms)).toEqual({ ok: false, code: 'plat_supp', field: 'platforms' });
  expect(validateUploadFields(access)).toEqual({ ok: false, code: 'invalid_access_config', field: 'access' });
  expect(validateUploadFields(access, { hasFile: false })).toEqual({ ok: false, code: 'no_file', field: 'file' });
});

test('a fault of a whole row names no column', () => {
  const fault = validateUploadFields({ ...OK, incompatibilities: '[["author.other","1"],7]' });
  expect(fault).toEqual({
    ok: false,
    code: 'bad_inc_tuple',
    field: 'incompatibilities',
    list: 'incompatibilities',
    row: 1,
  });
});

test('the X-Plane selection goes by two names, and the first that says anything counts', () => {
  const named = (xpSelection: unknown, xplaneSelection: unknown) => {
    const checked = validateUploadFields({ ...OK, xpSelection, xplaneSelection });
    return checked.ok ? checked.value.xpSelection : checked.code;
  };
  expect(named(undefined, '11')).toBe('11-11');
  expect(named('', '11')).toBe('11-11');
  expect(named('12', '11')).toBe('12-12');
  expect(named(' ', '11')).toBe('invalid_selection');
  expect(named(undefined, undefined)).toBe('invalid_or_empty_str');
  expect(named('', '')).toBe('invalid_or_empty_str');
});

test('lists end at 128 rows and at 262,144 characters', () => {
  const rows = (count: number) =>
    JSON.stringify(Array.from({ length: count }, (_, at) => [`author.package${at}`, '*']));
  expect(validateUploadFields({ ...OK, dependencies: rows(128) }).ok).toBe(true);
  expect(validateUploadFields({ ...OK, dependencies: rows(129) })).toMatchObject({ code: 'bad_dep_arr' });
  expect(validateUploadFields({ ...OK, dependencies: '[]'.padEnd(262_144) }).ok).toBe(true);
  expect(validateUploadFields({ ...OK, dependencies: '[]'.padEnd(262_145) })).toMatchObject({ code: 'bad_dep_arr' });
});

test('a retry asks for the file first, and only for id and version', () => {
  const fields = { packageId: 'xpkg/Example.Package1', packageVersion: '1.3b9' };
  expect(validateRetryFields(fields)).toMatchObject({
    ok: true,
    value: { packageId: { partial: 'example.package1' }, version: { canonical: '1.3.0b9' } },
  });
  expect(validateRetryFields({}, { hasFile: false })).toEqual({ ok: false, code: 'no_file', field: 'file' });
  expect(validateRetryFields({})).toEqual({ ok: false, code: 'invalid_or_empty_str', field: 'packageId' });
  expect(validateRetryFields({ ...fields, packageVersion: 'x' })).toEqual({
    ok: false,
    code: 'invalid_version',
    field: 'packageVersion',
  });
});
