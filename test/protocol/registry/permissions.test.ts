import { expect, test } from 'vitest';
import { hasPermission, PERMISSIONS, validatePermissions } from '../../../protocol/index.ts';
import { ALL_PERMISSIONS } from '../../../protocol/registry/permissions.ts';

const ACTIONS = [
  'CreatePackage',
  'UploadResources',
  'ReadAuthorData',
  'UpdateAuthorData',
  'ViewPackages',
  'ViewResources',
  'Admin',
] as const;
const SCOPED = [
  ['UploadVersion', 'UploadVersionAnyPackage', 'UploadVersionSpecificPackages', 'versionUploadPackages'],
  [
    'UpdateDescription',
    'UpdateDescriptionAnyPackage',
    'UpdateDescriptionSpecificPackages',
    'descriptionUpdatePackages',
  ],
  [
    'UpdateVersionData',
    'UpdateVersionDataAnyPackage',
    'UpdateVersionDataSpecificPackages',
    'updateVersionDataPackages',
  ],
  ['ViewAnalytics', 'ViewAnalyticsAnyPackage', 'ViewAnalyticsSpecificPackages', 'viewAnalyticsPackages'],
] as const;
const OWN = 'example.package1';

test.each(ACTIONS)('%s needs its bit', (action) => {
  expect(hasPermission({ permissions: PERMISSIONS[action] }, action)).toBe(true);
  const others = ALL_PERMISSIONS - PERMISSIONS[action];
  expect(hasPermission({ permissions: others }, action)).toBe(action !== 'Admin');
  expect(hasPermission({ permissions: others & ~PERMISSIONS.Admin }, action)).toBe(false);
});

test.each(SCOPED)('%s: any package, or the listed ones', (action, any, specific, list) => {
  expect(hasPermission({ permissions: PERMISSIONS.Admin }, action, OWN)).toBe(true);
  expect(hasPermission({ permissions: PERMISSIONS[any] }, action, OWN)).toBe(true);
  expect(hasPermission({ permissions: PERMISSIONS[any] }, action)).toBe(true);
  const rest = ALL_PERMISSIONS - PERMISSIONS.Admin - PERMISSIONS[any] - PERMISSIONS[specific];
  expect(hasPermission({ permissions: rest, [list]: [OWN] }, action, OWN)).toBe(false);
  const listed = { permissions: PERMISSIONS[specific], [list]: ['author.other', OWN] };
  for (const id of [OWN, 'XPKG/Example.Package1', ' example.package1 '])
    expect(hasPermission(listed, action, id)).toBe(true);
  for (const id of ['example.package2', 'other/example.package1', 'x', ''])
    expect(hasPermission(listed, action, id)).toBe(false);
  expect(hasPermission(listed, action)).toBe(false);
  expect(hasPermission({ permissions: PERMISSIONS[specific] }, action, OWN)).toBe(false);
  // An entry that is no id covers nothing, not even another one that is none.
  expect(hasPermission({ permissions: PERMISSIONS[specific], [list]: ['x'] }, action, 'x')).toBe(false);
});

const OWNED = ['example.package1', 'example.package2'];
const EMPTY = {
  versionUploadPackages: [],
  descriptionUpdatePackages: [],
  updateVersionDataPackages: [],
  viewAnalyticsPackages: [],
};

test('a grant comes out with partial ids and all four lists', () => {
  expect(
    validatePermissions({ permissions: 658 - 2 - 128, versionUploadPackages: ['XPKG/Example.Package1'] }, OWNED),
  ).toEqual({
    ok: true,
    value: { ...EMPTY, permissions: 528, versionUploadPackages: ['example.package1'] },
  });
  expect(validatePermissions({ permissions: 4 })).toEqual({ ok: true, value: { ...EMPTY, permissions: 4 } });
  expect(validatePermissions({ permissions: 32766 - 16 - 32 - 4096 - 16384 })).toMatchObject({ ok: true });
});

test.each(SCOPED)('the list of %s is kept', (_, __, specific, list) => {
  const asked = { permissions: PERMISSIONS[specific], [list]: OWNED };
  expect(validatePermissions(asked, OWNED)).toEqual({ ok: true, value: { ...EMPTY, ...asked } });
});

function many(count: number) {
  return Array.from({ length: count }, (_, at) => `author.package${at}`);
}

const REFUSED: readonly (readonly [code: string, asked: Readonly<Record<string, unknown>>])[] = [
  ['missing_form_data', {}],
  ['missing_form_data', { permissions: '4' }],
  ['zero_perm', { permissions: 0 }],
  ['zero_perm', { permissions: -0.5 }],
  ['float_perm', { permissions: 4.5 }],
  ['float_perm', { permissions: Number.NaN }],
  ['float_perm', { permissions: Number.POSITIVE_INFINITY }],
  ['large_perm', { permissions: 32768 }],
  ['admin_perm', { permissions: 1 }],
  ['admin_perm', { permissions: 5 }],
  ['admin_perm', { permissions: 32767 }],
  ['invalid_perm', { permissions: 20, versionUploadPackages: ['example.package1'] }],
  ['invalid_perm', { permissions: 16 }],
  ['invalid_perm', { permissions: 16, versionUploadPackages: [] }],
  ['invalid_perm', { permissions: 16, versionUploadPackages: 'example.package1' }],
  ['invalid_perm', { permissions: 16 + 16384, versionUploadPackages: many(33) }],
  ['long_arr', { permissions: 16, versionUploadPackages: many(33) }],
  ['invalid_arr', { permissions: 16, versionUploadPackages: ['author.stranger'] }],
  ['invalid_arr', { permissions: 16, versionUploadPackages: ['example.package1', 'xpkg/Example.Package1'] }],
  ['invalid_arr', { permissions: 16, versionUploadPackages: [7] }],
  ['invalid_arr', { permissions: 4, versionUploadPackages: 'example.package1' }],
  ['extra_arr', { permissions: 4, versionUploadPackages: ['example.package1'] }],
  ['extra_arr', { permissions: 4, viewAnalyticsPackages: ['example.package1'] }],
];

test.each(REFUSED)('%s for %j', (code, asked) => {
  expect(validatePermissions(asked, OWNED)).toEqual({ ok: false, code });
});

test('32 packages are allowed, and ownership counts only where it is known', () => {
  const asked = { permissions: 16, versionUploadPackages: many(32) };
  expect(validatePermissions(asked).ok).toBe(true);
  expect(validatePermissions(asked, many(32)).ok).toBe(true);
  expect(validatePermissions(asked, [])).toEqual({ ok: false, code: 'invalid_arr' });
});
