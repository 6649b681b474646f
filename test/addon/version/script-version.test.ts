import { expect, test } from 'vitest';
import { detectAddon, scanAddon, scriptVersion } from '../../../main/addon/index.ts';
import { versionInScript } from '../../../main/addon/version/script-version.ts';
import { tempFolder } from '../folder.ts';

test.each([
  ['-- Push Tug\n-- Version: 1.2.3\n', '1.2.3'],
  ['--[[\nPush Tug v2.0\n]]\nlocal a = 1', '2.0'],
  ['-- needs FlyWithLua version 2.8.10\n-- ver 0.4', '0.4'],
  ['"""\nPush Tug\nVersion 3.1b2 of the tug\n"""\nimport xp', '3.1b2'],
  ['#!/usr/bin/env python\n__version__ = "4.5.6"', '4.5.6'],
  ['local version = "v1.9"', '1.9'],
])('the beginning of a script says its version: %j', (text, version) => {
  expect(versionInScript(text)).toBe(version);
});

test.each([
  '-- For X-Plane 12.1, version 12.1.4 or later',
  '-- requires xp 3.0.1\nlocal speed = 1.25',
  'if version == 1.2 then draw("v1.2.3") end',
  '# made 2024',
])('no version is read into %j', (text) => {
  expect(versionInScript(text)).toBeUndefined();
});

test('scripts that say different versions say none of the add-on; those that say nothing do not count', async () => {
  const of = async (files: Readonly<Record<string, string>>) => {
    const scan = await scanAddon(tempFolder(files));
    return scriptVersion(scan, await detectAddon(scan));
  };
  const draws = 'do_every_draw("show()")\n';
  const tug = { 'Scripts/tug.lua': `-- Push tug, version 1.4\n${draws}`, 'Scripts/lamps.lua': draws };
  expect(await of(tug)).toEqual({ version: '1.4', path: 'Scripts/tug.lua' });
  expect(await of({ ...tug, 'Scripts/lamps.lua': `-- Lamps, version 2.0\n${draws}` })).toBeUndefined();
});
