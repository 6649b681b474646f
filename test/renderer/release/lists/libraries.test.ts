import { expect, test } from 'vitest';
import { libraryPackages, withSentence } from '../../../../renderer/release/lists/libraries.ts';

test('libraries are found in the registry by their names, however these are written', () => {
  const known = [
    { packageId: 'xpkg/osx.library', packageName: 'OpenSceneryX' },
    { packageId: 'xpkg/handy.objects', packageName: 'Handy Objects' },
    { packageId: 'xpkg/other.thing', packageName: 'OpenSceneryX Tools' },
  ];
  const found = libraryPackages(['OpenSceneryX', 'The Handy Objects Library', 'R2 Library'], known);
  expect(found.map(({ packageId }) => packageId)).toEqual(['xpkg/osx.library', 'xpkg/handy.objects']);
});

test('the sentence goes below the notes', () => {
  expect(withSentence('', 'Needs A.')).toBe('Needs A.');
  expect(withSentence('New lights.\n', 'Needs A.')).toBe('New lights.\n\nNeeds A.');
});
