import { join, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';
import { isWithin } from '../../main/disk/index.ts';

const FOLDER = resolve('/addons/trainer');

test.each([
  ['the folder itself', FOLDER, true],
  ['what lies below it', join(FOLDER, 'objects', 'a.obj'), true],
  ['a name that begins with two points', join(FOLDER, '..data'), true],
  ['its parent', resolve(FOLDER, '..'), false],
  ['a neighbour whose name begins like its own', `${FOLDER}-old`, false],
  ['a way out of it that is written down', `${FOLDER}${sep}..${sep}other`, false],
  ['another place', resolve('/elsewhere'), false],
])('%s', (_, path, within) => {
  expect(isWithin(path, FOLDER)).toBe(within);
});

test('everything lies in the root', () => {
  expect(isWithin(FOLDER, resolve('/'))).toBe(true);
});
