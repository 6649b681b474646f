import { expect, test } from 'vitest';
import { accountSchema, ownPackageSchema, versionDataSchema } from '../../../main/publish/client/answers.ts';
import { toPackage } from '../../../main/publish/packages/views.ts';
import { storageFault } from '../../../main/publish/release/quota.ts';

function shown(version: object) {
  return toPackage(
    ownPackageSchema.parse({
      packageId: 'a.b.c',
      packageType: 'plugin',
      versions: [{ status: 'processed', ...version }],
    }),
  ).versions[0];
}

test('what a registry leaves out claims nothing', () => {
  expect(shown({ version: '1.0.0' })).toEqual({
    version: '1.0.0',
    status: 'processed',
    access: 'not-stored',
    isPublic: false,
    isStored: false,
    xpSelection: '',
    platforms: { macOS: false, windows: false, linux: false },
    dependencies: [],
    incompatibilities: [],
    size: 0,
    installedSize: 0,
    downloads: 0,
    uploadedAt: 0,
    hash: null,
    hasPrivateKey: false,
    retryable: false,
  });
});

test('both spellings of a registry are read', () => {
  expect(shown({ packageVersion: '1.0.0', version: '2', xplaneSelection: '12-', installs: 7 })).toMatchObject({
    version: '1.0.0',
    xpSelection: '12-',
    downloads: 7,
  });
  const uploaded = (uploadDate: unknown) => shown({ version: '1', uploadDate })?.uploadedAt;
  expect(uploaded('2026-01-01T00:00:00Z')).toBe(Date.UTC(2026, 0, 1));
  expect(uploaded(1000)).toBe(1000);
  expect([uploaded(null), uploaded('some day')]).toEqual([0, 0]);
  expect(versionDataSchema.safeParse({ status: 'processed' }).success).toBe(false);
});

test('a key is there when it is a text, and what failed may be retried, with a status from tomorrow too', () => {
  expect(shown({ version: '1', isStored: true, privateKey: 'K' })).toMatchObject({
    access: 'private',
    hasPrivateKey: true,
  });
  expect(shown({ version: '1', privateKey: '' })).toMatchObject({ hasPrivateKey: false });
  const retryable = (status: string) => shown({ version: '1', status })?.retryable;
  expect(['failed_macosx', 'aborted', 'failed_by_gremlins'].map(retryable)).toEqual([true, true, true]);
  expect(['processed', 'processing', 'resting'].map(retryable)).toEqual([false, false, false]);
});

test('the newest version comes first, and an unknown type is other', () => {
  const versions = ['1.2.0', '1.10.0', '1.9.0b1'].map((version) => ({ version, status: 'processed' }));
  const found = toPackage(ownPackageSchema.parse({ packageId: 'a.b.c', packageType: 'spaceship', versions }));
  expect(found.packageType).toBe('other');
  expect(found.versions.map(({ version }) => version)).toEqual(['1.10.0', '1.9.0b1', '1.2.0']);
});

test.each([
  [undefined, null],
  [null, null],
  [0, null],
  [-5, null],
  [Number.MAX_SAFE_INTEGER, null],
  [1000, 1000],
])('a storage limit of %s is %s', (told, limit) => {
  expect(accountSchema.parse({ id: 7, name: 'A', totalStorage: told })).toMatchObject({
    id: '7',
    usedStorage: 0,
    totalStorage: limit,
  });
});

test('an account is full when everything is used, and never without a limit', () => {
  const full = (usedStorage: number, totalStorage: number | null) =>
    storageFault({ usedStorage, totalStorage }).length > 0;
  expect([full(999, 1000), full(1000, 1000), full(1001, 1000), full(1001, null)]).toEqual([false, true, true, false]);
  expect(storageFault({ usedStorage: 5, totalStorage: 5 })).toMatchObject([
    {
      code: 'no_storage_left',
      field: 'archive',
      message: 'The storage of your account on this registry is too small for this version.',
      hint: expect.stringContaining('still free'),
    },
  ]);
});
