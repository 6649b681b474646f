import { expect, test } from 'vitest';
import { newRow } from '../../../renderer/release/form/model.ts';
import { rowWarnings } from '../../../renderer/release/lists/row-warnings.ts';

const KNOWN = [{ packageId: 'xpkg/some.library', packageName: 'Some', latest: '1.0.0' }];

function warned(ids: readonly string[], known: typeof KNOWN | undefined): (string | undefined)[] {
  const rows = ids.map((id) => newRow(id, '*'));
  const warnings = rowWarnings(rows, known);
  return rows.map(({ key }) => warnings.get(key));
}

test('the same package twice is told at the second row, in whatever spelling', () => {
  expect(warned(['some.library', 'xpkg/some.library'], KNOWN)).toEqual([undefined, expect.stringContaining('row 1')]);
});

test('a package that the registry does not know is told, once it is known what the registry has', () => {
  expect(warned(['other.library', 'some.library'], KNOWN)).toEqual([
    expect.stringContaining('does not know'),
    undefined,
  ]);
  expect(warned(['other.library'], undefined)).toEqual([undefined]);
});

test('nothing is said of what is no id anyway', () => {
  expect(warned(['', 'bad id here', 'bad id here'], KNOWN)).toEqual([undefined, undefined, undefined]);
});
