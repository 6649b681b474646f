import { expect, test } from 'vitest';
import {
  changelogVersion,
  isSameVersion,
  readmeVersion,
  skunkCraftsVersion,
  versionFile,
} from '../../../main/addon/version/version-texts.ts';

test('a version is read where a file states its own, and nowhere else', () => {
  expect(skunkCraftsVersion('name|A\r\nversion|v1.2.2\r\n')?.version).toBe('1.2.2');
  expect(skunkCraftsVersion('version|REPLACE_ME\n')).toBeUndefined();
  expect(versionFile('v2.1\n')?.version).toBe('2.1');
  expect(versionFile('Version: 2.1-beta.3\n')?.version).toBe('2.1-beta.3');
  expect(versionFile('AIRAC 2606\n')).toBeUndefined();
  expect(versionFile('Some engine\nVersion: 3.18\n\n(c) others\nand more\n')).toBeUndefined();
  expect(changelogVersion('# Changelog\n\n## [Unreleased]\n- x\n\n## [0.0.10] - 2023-04-12\n')?.version).toBe('0.0.10');
  expect(changelogVersion('--------\nSASL 3.18.0\n--------\n')).toBeUndefined();
  expect(changelogVersion('## How we count\n\n## 1.0.0\n')).toBeUndefined();
  expect(readmeVersion('# My Plane\n**Version:** 1.2\n')?.version).toBe('1.2');
  expect(readmeVersion('# My Plane\nNeeds FlyWithLua version 2.7.30\n')).toBeUndefined();
});

test('versions are compared by what they mean', () => {
  for (const [a, b] of [
    ['1.2', '1.2.0'],
    ['v1.40', '1.40'],
    ['1.12', '1.1.2'],
    ['1.0', '1.0-beta.1'],
  ] as const)
    expect([a, b, isSameVersion(a, b)]).toEqual([a, b, true]);
  expect(isSameVersion('1.2', '1.3')).toBe(false);
  expect(isSameVersion('1.0-beta.1', '1.0-rc.1')).toBe(false);
});
