import { expect, test } from 'vitest';
import { perFolder } from '../../../main/addon/detect/folders.ts';
import { isPartOfTools } from '../../../main/addon/detect/markers.ts';

test('a test of folders is asked once for neighbours, and answers the same', () => {
  const paths = [
    'a.txt',
    'b.txt',
    'tests',
    'tests/a.txt',
    'tests/b.txt',
    'tests2/a',
    'x/tests/y/a',
    'x/tests/y/b',
    'x/tests1',
    'z',
  ];
  const asked: string[] = [];
  const isOthers = perFolder((path) => {
    asked.push(path);
    return isPartOfTools(path);
  });
  expect(paths.map(isOthers)).toEqual(paths.map(isPartOfTools));
  expect(asked).toEqual(['a.txt', 'tests/a.txt', 'tests2/a', 'x/tests/y/a', 'x/tests1', 'z']);
});
