import { expect, test } from 'vitest';
import { lookAlike } from '../../../renderer/checks/look-alike.ts';

test('names that differ for the eye need no explanation', () => {
  expect(lookAlike('Wing.PNG', 'wing.png')).toBeUndefined();
  expect(lookAlike('what now?.txt', 'what now_.txt')).toBeUndefined();
  expect(lookAlike('same', 'same')).toBeUndefined();
});

test('names that look the same show where they differ', () => {
  expect(lookAlike('Cafe\u0301/a.txt', 'Caf\u00e9/a.txt')).toEqual({ before: 'U+0065 U+0301', after: 'U+00E9' });
  expect(lookAlike('a\u200bb.txt', 'ab.txt')).toEqual({ before: 'U+200B', after: '' });
  expect(lookAlike('a\u00a0b.txt', 'a b.txt')).toEqual({ before: 'U+00A0', after: 'U+0020' });
  expect(lookAlike('end.txt ', 'end.txt')).toEqual({ before: 'U+0020', after: '' });
});
