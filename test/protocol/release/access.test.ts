import { expect, test } from 'vitest';
import {
  ACCESS_CHOICES,
  accessFromFlags,
  accessToFlags,
  isPackageType,
  isVersionStatus,
  needsPrivateKey,
  PACKAGE_TYPES,
  PLATFORM_NAMES,
  PLATFORMS,
  PRIVATE_KEY,
} from '../../../protocol/index.ts';
import { hasAnyPlatform } from '../../../protocol/release/platforms.ts';

test('each choice is one set of flags, and back', () => {
  expect(ACCESS_CHOICES.map(accessToFlags)).toEqual([
    { isPublic: true, isPrivate: false, isStored: true },
    { isPublic: false, isPrivate: true, isStored: true },
    { isPublic: false, isPrivate: true, isStored: false },
  ]);
  expect(ACCESS_CHOICES.map((access) => accessFromFlags(accessToFlags(access)))).toEqual(ACCESS_CHOICES);
  expect(ACCESS_CHOICES.map(needsPrivateKey)).toEqual([false, true, false]);
});

test('private keys are 32 capital letters and digits', () => {
  expect(PRIVATE_KEY.length).toBe(32);
  expect(PRIVATE_KEY.alphabet).toMatch(/^[A-Z]{26}[0-9]{10}$/);
  expect(new Set(PRIVATE_KEY.alphabet).size).toBe(36);
});

test('a version runs somewhere', () => {
  const none = { macOS: false, windows: false, linux: false };
  expect(hasAnyPlatform(none)).toBe(false);
  for (const platform of PLATFORMS) expect(hasAnyPlatform({ ...none, [platform]: true })).toBe(true);
  expect(PLATFORMS.map((platform) => PLATFORM_NAMES[platform])).toEqual(['macOS', 'Windows', 'Linux']);
});

test('words of the API are exact', () => {
  expect(PACKAGE_TYPES).toEqual(['aircraft', 'executable', 'scenery', 'plugin', 'livery', 'other']);
  expect(['livery', 'Livery', ' livery', null].map(isPackageType)).toEqual([true, false, false, false]);
  expect(['aborted', 'Aborted', 'constructor', null].map(isVersionStatus)).toEqual([true, false, false, false]);
});
