import { expect, test } from 'vitest';
import { isReservedOnWindows } from '../../../protocol/index.ts';

test.each(['CON', 'nul.txt', 'Aux.tar.gz', 'com1', 'LPT¹.log', 'conin$', 'CONOUT$.txt'])('Windows keeps %s', (name) => {
  expect(isReservedOnWindows(name)).toBe(true);
});

test.each(['console', 'com', 'com10', 'my con', 'aux_power.obj', 'conin'])('Windows leaves %s to its users', (name) => {
  expect(isReservedOnWindows(name)).toBe(false);
});
