import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appPaths, loadmasterFolder } from '../../main/app/paths.ts';

const home = join('/home', 'ann');

test.each([
  ['darwin', {}, join(home, 'Library', 'Application Support', 'Loadmaster')],
  ['linux', {}, join(home, '.config', 'Loadmaster')],
  ['linux', { XDG_CONFIG_HOME: '/conf' }, join('/conf', 'Loadmaster')],
  ['win32', { APPDATA: '/roaming' }, join('/roaming', 'Loadmaster')],
  ['win32', {}, join(home, 'AppData', 'Roaming', 'Loadmaster')],
  ['darwin', { LOADMASTER_DATA: '/stick' }, '/stick'],
] as const)('on %s with %o everything is in %s', (platform, env, folder) => {
  expect(loadmasterFolder({ platform, env, home })).toBe(folder);
});

test('data, archives and logs lie apart in it', () => {
  const { data, cache, logs } = appPaths('/x', home, '/d');
  expect(new Set([data, cache, logs]).size).toBe(3);
});
