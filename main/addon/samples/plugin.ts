import { linuxLibrary } from './linux-library.ts';
import { macLibrary } from './mac-library.ts';
import type { SampleFiles } from './sample-files.ts';
import { CHANGELOG, LICENSE, readme } from './texts.ts';
import { windowsLibrary } from './windows-library.ts';

const NAME = 'fuelplan';

/** A plugin in the layout of SDK 3, for three platforms, universal on macOS. */
export function pluginSample(): SampleFiles {
  return new Map<string, string | Uint8Array>([
    ...fatPlugin('', NAME),
    ['data/tanks.cfg', 'left_main = 28.0\nright_main = 28.0\nreserve_minutes = 30\n'],
    ['README.txt', readme('Fuel Plan', 'Copy this folder into "Resources/plugins" of X-Plane.')],
    ['LICENSE.txt', LICENSE],
    ['CHANGELOG.txt', CHANGELOG],
  ]);
}

export function fatPlugin(folder: string, name: string): SampleFiles {
  return new Map([
    [`${folder}mac_x64/${name}.xpl`, macLibrary(['x86_64', 'arm64'], 120_000)],
    [`${folder}win_x64/${name}.xpl`, windowsLibrary('x86_64', 96_000)],
    [`${folder}lin_x64/${name}.xpl`, linuxLibrary(88_000)],
  ]);
}
