import { expect, test } from 'vitest';
import { waitsForRegistry } from '../../../../renderer/release/publish/publish-due.ts';

test('Publish waits for the package and for what failed at a registry, but not at one that is switched off', () => {
  const fine = { hasPackage: true, hasToMend: false };
  expect(waitsForRegistry('local', fine)).toBe(false);
  for (const lacking of [
    { ...fine, hasPackage: false },
    { ...fine, hasToMend: true },
  ])
    expect([waitsForRegistry('local', lacking), waitsForRegistry(undefined, lacking)]).toEqual([true, false]);
});
