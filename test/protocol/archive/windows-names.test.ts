import { expect, test } from 'vitest';
import { isPathOnWindows, nameForWindows, windowsNameFault } from '../../../protocol/index.ts';

test.each(['CON', 'nul.txt', 'Aux.tar.gz', 'com1', 'LPT¹.log', 'conin$', 'CONOUT$.txt'])('Windows keeps %s', (name) => {
  expect(windowsNameFault(name)).toBe('reserved-name');
});

test.each(['console', 'com', 'com10', 'my con', 'aux_power.obj', 'conin'])('Windows leaves %s to its users', (name) => {
  expect(windowsNameFault(name)).toBeUndefined();
});

test.each([
  ['a<b', 'forbidden-character'],
  ['what?.png', 'forbidden-character'],
  ['a\\b', 'forbidden-character'],
  ['bell\u0007', 'control-character'],
  ['ends.', 'trailing-dot'],
  ['ends ', 'trailing-space'],
])('%j: %s', (name, fault) => {
  expect(windowsNameFault(name)).toBe(fault);
  expect(isPathOnWindows(`objects/${name}`)).toBe(false);
  expect(isPathOnWindows(`${name}/a.obj`)).toBe(false);
  expect(windowsNameFault(nameForWindows(name))).toBeUndefined();
});

test.each([
  ['nul.txt', '_nul.txt'],
  ['a:b*c', 'a_b_c'],
  ['...', '_'],
  ['sound.wav', 'sound.wav'],
])('the nearest name to %j is %j', (name, near) => {
  expect(nameForWindows(name)).toBe(near);
});
