import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkRelease, type ReleaseForm, releaseFields, validateUploadFields } from '../../../protocol/index.ts';
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

function issuesOf(form: ReleaseForm) {
  const checked = checkRelease(form);
  if (checked.ok) return [];
  return checked.faults.map(({ code, field, row, column }) => {
    const cell = row === undefined ? [] : [row, column === 'id' ? 0 : 1];
    return [[field, ...cell].join('.'), code];
  });
}

function valid(form: ReleaseForm): ReleaseForm {
  const checked = checkRelease(form);
  if (!checked.ok) throw new Error(`${checked.faults[0]?.field}: ${checked.faults[0]?.code}`);
  return checked.value;
}

test('what the author types comes out canonical, and canonical stays as it is', () => {
  expect(valid(FORM)).toEqual(VALID);
  expect(valid(VALID)).toEqual(VALID);
  const more = { ...FORM, notes: 'are not part of it' };
  expect(valid(more)).toEqual(VALID);
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
    access: fc.constantFrom('public' as const, 'private' as const, 'not-stored' as const),
    windows: fc.boolean(),
    rows: fc.tuple(ids, fc.array(writtenSections, { minLength: 6, maxLength: 6 })),
  });
  fc.assert(
    fc.property(forms, ({ packageVersion, xpSelection, access, windows, rows: [numbers, sections] }) => {
      const dependencies = numbers.map((number, at) => [`author.package${number}`, sections[at]?.text ?? '*'] as const);
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
      const checked = valid(form);
      const { access: choice, packageId, version, ...taken } = validUpload(releaseFields(checked));
      expect({ ...taken, access: choice, packageId: packageId.partial, packageVersion: version.canonical }).toEqual(
        checked,
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
  const form: ReleaseForm = {
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
  const rows = Array.from({ length: 129 }, (_, at) => [`author.package${at}`, '*'] as const);
  expect(issuesOf({ ...VALID, incompatibilities: rows })).toEqual([['incompatibilities', 'bad_inc_arr']]);
});
