import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkRelease,
  type ReleaseForm,
  releaseFields,
  releaseFormSchema,
  validateUploadFields,
} from '../../../protocol/index.ts';
import { writtenSections, writtenVersions } from '../arbitraries.ts';

const FORM: ReleaseForm = {
  packageId: ' Example.Package1 ',
  packageVersion: ' 1.3B9 ',
  xpSelection: ' 12.0.1-R3, 12.1- ',
  access: 'private',
  platforms: { macOS: true, windows: true, linux: false },
  dependencies: [[' Author.Package ', ' 1.2- ']],
  incompatibilities: [['other/author.package', '2B1']],
};

const VALID: ReleaseForm = {
  packageId: 'example.package1',
  packageVersion: '1.3.0b9',
  xpSelection: '12.0.1r3,12.1-',
  access: 'private',
  platforms: { macOS: true, windows: true, linux: false },
  dependencies: [['xpkg/author.package', '1.2-']],
  incompatibilities: [['other/author.package', '2b1']],
};

function issuesOf(form: unknown) {
  const parsed = releaseFormSchema.safeParse(form);
  if (parsed.success) return [];
  expect(parsed.error.issues.map((issue) => issue.code)).not.toContain('');
  return parsed.error.issues.map(({ message, path }) => [path.join('.'), message]);
}

test('what the author types comes out canonical, and canonical stays as it is', () => {
  expect(releaseFormSchema.parse(FORM)).toEqual(VALID);
  expect(releaseFormSchema.parse(VALID)).toEqual(VALID);
  expect(releaseFormSchema.parse({ ...FORM, notes: 'are not part of it' })).toEqual(VALID);
});

test('the fields of the upload', () => {
  expect(releaseFields(VALID)).toEqual({
    packageId: 'example.package1',
    packageVersion: '1.3.0b9',
    xpSelection: '12.0.1r3,12.1-',
    xplaneSelection: '12.0.1r3,12.1-',
    isPublic: 'false',
    isPrivate: 'true',
    isStored: 'true',
    dependencies: '[["xpkg/author.package","1.2-"]]',
    incompatibilities: '[["other/author.package","2b1"]]',
    supportsMacOS: 'true',
    supportsWindows: 'true',
    supportsLinux: 'false',
  });
});

test('what the form lets through, the registry takes unchanged', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 10, max: 99 }), { maxLength: 6 });
  const forms = fc.record({
    packageVersion: writtenVersions.map(({ text }) => text),
    xpSelection: writtenSections.map(({ text }) => text),
    access: fc.constantFrom('public', 'private', 'not-stored'),
    windows: fc.boolean(),
    rows: fc.tuple(ids, fc.array(writtenSections, { minLength: 6, maxLength: 6 })),
  });
  fc.assert(
    fc.property(forms, ({ packageVersion, xpSelection, access, windows, rows: [numbers, sections] }) => {
      const dependencies = numbers.map((number, at) => [`author.package${number}`, sections[at]?.text ?? '*']);
      const platforms = { macOS: true, windows, linux: false };
      const form = {
        packageId: 'example.package1',
        packageVersion,
        xpSelection,
        access,
        platforms,
        dependencies,
        incompatibilities: [],
      };
      const valid = releaseFormSchema.parse(form);
      const { access: choice, packageId, version, ...taken } = validUpload(releaseFields(valid));
      expect({ ...taken, access: choice, packageId: packageId.partial, packageVersion: version.canonical }).toEqual(
        valid,
      );
    }),
  );
});

function validUpload(fields: Readonly<Record<string, string>>) {
  const upload = validateUploadFields(fields);
  if (!upload.ok) throw new Error(`${upload.field}: ${upload.code}`);
  return upload.value;
}

test('every fault at its place, in the order of the registry', () => {
  const form = {
    packageId: 'x',
    packageVersion: 'x',
    xpSelection: '',
    access: 'public',
    platforms: { macOS: false, windows: false, linux: false },
    dependencies: [
      ['author.package', '1'],
      ['author.other', 'x'],
    ],
    incompatibilities: [
      ['author.package', '*'],
      ['author.third', '1'.repeat(257)],
    ],
  };
  expect(issuesOf(form)).toEqual([
    ['packageId', 'invalid_id_or_repo'],
    ['packageVersion', 'invalid_version'],
    ['xpSelection', 'invalid_or_empty_str'],
    ['platforms', 'plat_supp'],
    ['incompatibilities.0.0', 'dep_or_self_inc'],
    ['dependencies.1.1', 'invalid_dep_sel'],
    ['incompatibilities.1.1', 'invalid_inc_sel'],
    ['incompatibilities.1.1', 'bad_sel_len'],
  ]);
});

test('a selection in a list is held to the length of the others, though the registry takes longer ones', () => {
  const long = '1,'.repeat(128).concat('1');
  expect(issuesOf({ ...VALID, dependencies: [['author.package', long]] })).toEqual([
    ['dependencies.0.1', 'bad_sel_len'],
  ]);
  expect(issuesOf({ ...VALID, dependencies: [['author.package', ` ${long.slice(0, 255)} \n`]] })).toEqual([]);
  expect(issuesOf({ ...VALID, dependencies: [['author.package', long.slice(0, 255)]] })).toEqual([]);
});

test('the first fault of the form is the one the registry would name', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, at) => [`author.package${at}`, '*'] as const);
  const lists = fc.constantFrom<ReleaseForm['dependencies']>(
    ...([
      [],
      rows(1),
      rows(2),
      rows(129),
      [['x', '*']],
      [['author.package0', 'x']],
      [['example.package1', '*']],
    ] as const),
  );
  const forms = fc.record({
    packageId: fc.constantFrom('example.package1', 'x', '', 'other/example.package1'),
    packageVersion: fc.constantFrom('1', '1', 'x', '', '1'.repeat(16)),
    xpSelection: fc.constantFrom('*', '*', 'x', '', '1'.repeat(257)),
    access: fc.constantFrom('public', 'private', 'not-stored'),
    platforms: fc.record({ macOS: fc.constant(false), windows: fc.boolean(), linux: fc.boolean() }),
    dependencies: lists,
    incompatibilities: lists,
  });
  fc.assert(
    fc.property(forms, (form) => {
      const checked = checkRelease(form);
      const upload = validateUploadFields(releaseFields(form));
      expect(checked.ok ? null : checked.faults[0]).toEqual(upload.ok ? null : upload);
    }),
    { numRuns: 500 },
  );
});

test('the faults as plain data', () => {
  const long = '1'.repeat(257);
  const platforms = { macOS: false, windows: false, linux: false };
  const checked = checkRelease({ ...VALID, packageId: 'x', platforms, incompatibilities: [['author.other', long]] });
  const place = { field: 'incompatibilities', list: 'incompatibilities', row: 0, column: 'selection' };
  expect(checked).toEqual({
    ok: false,
    faults: [
      { ok: false, code: 'invalid_id_or_repo', field: 'packageId' },
      { ok: false, code: 'plat_supp', field: 'platforms' },
      { ok: false, code: 'invalid_inc_sel', ...place },
      { ok: false, code: 'bad_sel_len', ...place },
    ],
  });
});

test('an own id of another repository, and too many rows', () => {
  expect(issuesOf({ ...VALID, packageId: 'other/example.package1' })).toEqual([['packageId', 'invalid_id_or_repo']]);
  const rows = Array.from({ length: 129 }, (_, at) => [`author.package${at}`, '*']);
  expect(issuesOf({ ...VALID, incompatibilities: rows })).toEqual([['incompatibilities', 'bad_inc_arr']]);
});

const SHAPES: readonly (readonly [field: string, value: unknown, path: string, code: string])[] = [
  ['packageId', 7, 'packageId', 'invalid_or_empty_str'],
  ['packageVersion', undefined, 'packageVersion', 'invalid_or_empty_str'],
  ['xpSelection', null, 'xpSelection', 'invalid_or_empty_str'],
  ['access', 'secret', 'access', 'invalid_access_config'],
  ['platforms', 7, 'platforms', 'not_bool'],
  ['platforms', { macOS: 'true', windows: true, linux: true }, 'platforms.macOS', 'not_bool'],
  ['dependencies', 'x', 'dependencies', 'bad_dep_arr'],
  ['dependencies', [['author.package']], 'dependencies.0', 'bad_dep_tuple'],
  ['dependencies', [[7, '*']], 'dependencies.0.0', 'invalid_dep_tuple_types'],
  ['incompatibilities', null, 'incompatibilities', 'bad_inc_arr'],
  ['incompatibilities', [7], 'incompatibilities.0', 'bad_inc_tuple'],
  ['incompatibilities', [['author.package', 7]], 'incompatibilities.0.1', 'invalid_inc_tuple_types'],
];

test.each(SHAPES)('%s = %j has the code of the registry', (field, value, path, code) => {
  expect(issuesOf({ ...VALID, [field]: value })).toEqual([[path, code]]);
});
