import { expect, test } from 'vitest';
import { type VersionData, versionDataSchema } from '../../../main/publish/client/answers.ts';
import { differencesFrom, unchangeableDifferences } from '../../../main/publish/runner/compare.ts';
import type { ReleaseDraft } from '../../../preload/contract.ts';

const DRAFT: ReleaseDraft = {
  packageId: 'author.package',
  packageVersion: '1.0',
  xpSelection: '12-',
  access: 'public',
  platforms: { macOS: true, windows: true, linux: false },
  dependencies: [
    ['some.library', '1.2'],
    ['xpkg/other.library', '*'],
  ],
  incompatibilities: [['old.plugin', '1-2']],
  notes: '',
};
function stored(change: object = {}): VersionData {
  return versionDataSchema.parse({
    packageVersion: '1.0.0',
    status: 'processed',
    isPublic: true,
    isStored: true,
    xpSelection: '12-',
    platforms: { macOS: true, windows: true, linux: false },
    dependencies: [
      ['xpkg/other.library', '*'],
      ['XPKG/Some.Library', '1.2-1.2'],
    ],
    incompatibilities: [['old.plugin', '1-2']],
    ...change,
  });
}

test('order of rows, case and the full form of an id, and other ways to write a selection are no difference', () => {
  expect(differencesFrom(DRAFT, stored())).toEqual([]);
});

test.each([
  ['another selection', { xpSelection: '11-' }, ['xpSelection'], []],
  ['a selection nobody can read', { xpSelection: '>=12' }, ['xpSelection'], []],
  ['private', { isPublic: false }, ['access'], ['access']],
  ['not kept', { isStored: false }, ['access'], ['access']],
  [
    'other platforms',
    { platforms: { macOS: true, windows: false, linux: true } },
    ['platforms.Windows', 'platforms.Linux'],
    ['platforms.Windows', 'platforms.Linux'],
  ],
  ['a dependency fewer', { dependencies: [['some.library', '1.2']] }, ['dependencies'], ['dependencies']],
  [
    'another dependency',
    {
      dependencies: [
        ['some.library', '1.2'],
        ['third.library', '*'],
      ],
    },
    ['dependencies'],
    ['dependencies'],
  ],
  ['another range', { incompatibilities: [['old.plugin', '1-3']] }, ['incompatibilities'], []],
  ['from another repository', { incompatibilities: [['else/old.plugin', '1-2']] }, ['incompatibilities'], []],
] as const)('stored with %s differs, and only some of that can be changed later', (_how, change, all, fixed) => {
  expect(differencesFrom(DRAFT, stored(change))).toEqual(all);
  expect(unchangeableDifferences(DRAFT, stored(change))).toEqual(fixed);
});

test('a form that is not valid cannot be what is stored', () => {
  expect(differencesFrom({ ...DRAFT, packageVersion: 'x' }, stored())).toEqual(['form']);
});
