import { expect, test } from 'vitest';
import { detectAddon, scanAddon } from '../../../main/addon/index.ts';
import { linuxLibrary } from '../../../main/addon/samples/linux-library.ts';
import { macLibrary } from '../../../main/addon/samples/mac-library.ts';
import { windowsLibrary } from '../../../main/addon/samples/windows-library.ts';
import { inWords } from '../../../preload/messages/index.ts';
import { tempFolder } from '../folder.ts';

async function detect(files: Readonly<Record<string, string | Uint8Array>>) {
  return detectAddon(await scanAddon(tempFolder(files)));
}

const ALL = { macOS: true, windows: true, linux: true };
const win = windowsLibrary('x86_64', 2048);
const mac = macLibrary(['x86_64', 'arm64'], 65536);
const lin = linuxLibrary(2048);

test('a helper for Windows takes no platform away from an aircraft, and is named', async () => {
  const found = await detect({
    'plane.acf': '',
    'plugins/core/win_x64/core.xpl': win,
    'plugins/core/mac_x64/core.xpl': mac,
    'plugins/core/lin_x64/core.xpl': lin,
    'plugins/helper/64/win.xpl': win,
  });
  expect(found.platforms).toEqual(ALL);
  const onlyWindows = { macOS: false, windows: true, linux: false };
  expect(found.pluginPlatforms).toEqual([
    { plugin: 'plugins/core', platforms: ALL },
    { plugin: 'plugins/helper', platforms: onlyWindows },
  ]);
  expect(found.platformFaults).toEqual([{ kind: 'fewer-platforms', plugin: 'plugins/helper', platforms: onlyWindows }]);
  expect(found.evidence.map((one) => inWords(one)).at(-1)).toContain('plugins/helper is for Windows (x86_64)');
});

test('a plugin in a renamed folder of a system is switched off, and told of nowhere', async () => {
  const found = await detect({
    'plane.acf': '',
    'plugins/core/win_x64/core.xpl': win,
    'plugins/core/mac_x64/core.xpl': mac,
    'plugins/core/lin_x64/core.xpl': lin,
    'plugins/core/mac_x64.off/core.xpl': macLibrary(['x86_64'], 2048),
    'plugins/old/win_x64_old/old.xpl': win,
  });
  expect(found.pluginPlatforms).toEqual([{ plugin: 'plugins/core', platforms: ALL }]);
  expect(found.platformFaults).toEqual([]);
});

test('an aircraft whose plugins all lack a platform is not offered for it', async () => {
  const found = await detect({
    'plane.acf': '',
    'plugins/a/64/win.xpl': win,
    'plugins/a/64/mac.xpl': macLibrary(['x86_64'], 2048),
    'plugins/a/32/win.xpl': windowsLibrary('x86', 2048),
    'plugins/b/win_x64/b.xpl': win,
  });
  expect(found.platforms).toEqual({ macOS: true, windows: true, linux: false });
  expect(found.platformFaults[0]).toMatchObject({
    kind: 'not-64-bit',
    path: 'plugins/a/32/win.xpl',
    besideModern: true,
  });
  expect(found.platformFaults.map(({ kind }) => kind)).toEqual([
    'not-64-bit',
    'no-arm64',
    'fewer-platforms',
    'fewer-platforms',
  ]);
});

test('a plugin that lies outside of the plugins of an aircraft is for another place', async () => {
  const found = await detect({
    'plane.acf': '',
    'Plugins/core/win_x64/core.xpl': win,
    'Plugins/core/mac_x64/core.xpl': mac,
    'Plugins/core/lin_x64/core.xpl': lin,
    'For Resources/tablet/64/mac.xpl': macLibrary(['x86_64'], 2048),
  });
  expect(found.platformFaults).toEqual([]);
  expect(found.pluginPlatforms).toEqual([{ plugin: 'Plugins/core', platforms: ALL }]);
  const without = await detect({ 'plane.acf': '', 'For Resources/tablet/64/mac.xpl': mac });
  expect(without.platforms).toEqual(ALL);
});

test('in the folder 32 a file for 32 and 64 bits is what X-Plane 10 took', async () => {
  const both = macLibrary(['x86_64', 'arm64'], 2048);
  const found = await detect({ 'p/32/mac.xpl': macLibrary(['x86_64'], 2048), 'p/64/mac.xpl': both });
  expect(found.platformFaults).toMatchObject([{ kind: 'not-64-bit', path: 'p/32/mac.xpl', besideModern: true }]);
  expect(found.platforms).toEqual({ macOS: true, windows: false, linux: false });
});

test('scenery with a plugin runs everywhere; the plugin is named', async () => {
  const found = await detect({ 'Earth nav data/apt.dat': '', 'plugins/doors/64/win.xpl': win });
  expect(found.platforms).toEqual(ALL);
  expect(found.platformFaults).toMatchObject([{ kind: 'fewer-platforms', plugin: 'plugins/doors' }]);
});

test('a plugin runs where its own files do, whatever a compiler left in it', async () => {
  const found = await detect({
    '64/win.xpl': win,
    '64/lin.xpl': lin,
    '64/mac.xpl': mac,
    'bin/Win/x64/Release/win.xpl': win,
    'bin/Win/Win32/Release/win.xpl': windowsLibrary('x86', 2048),
  });
  expect(found.platforms).toEqual(ALL);
  expect(found.platformFaults).toEqual([
    { kind: 'stray', path: 'bin/Win/Win32/Release/win.xpl' },
    { kind: 'stray', path: 'bin/Win/x64/Release/win.xpl' },
  ]);
  const windowsOnly = await detect({ '64/win.xpl': win, 'build/mac.xpl': mac });
  expect(windowsOnly.platforms).toEqual({ macOS: false, windows: true, linux: false });
});

test('a plugin with 32-bit files alone is for no system: X-Plane 11 and 12 load 64-bit plugins', async () => {
  const found = await detect({ 'win.xpl': windowsLibrary('x86', 2048) });
  expect(found.platforms).toEqual({ macOS: false, windows: false, linux: false });
  expect(found.platformFaults).toMatchObject([{ kind: 'not-64-bit', path: 'win.xpl', besideModern: false }]);
  expect(found.evidence.map((one) => inWords(one)).at(-1)).toBe('The plugin is for no platform.');
  // A file that cannot be read may be anything: its place is all that is known.
  expect((await detect({ '64/win.xpl': 'no program' })).platforms).toMatchObject({ windows: true, linux: false });
});
