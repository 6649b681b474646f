import type { Platform } from '../../../protocol/index.ts';

/** What the place of an .xpl inside its plugin tells; `platform` is undefined for a thin plugin, which has no layout. */
export interface PluginPlace {
  /** The folder that is the plugin: the one above the platform folder. */
  readonly plugin: string;
  readonly platform: Platform | undefined;
  /** X-Plane 10 and older. */
  readonly is32Bit: boolean;
}

const SDK3_FOLDERS = new Map<string, Platform>([
  ['mac_x64', 'macOS'],
  ['win_x64', 'windows'],
  ['lin_x64', 'linux'],
]);

const SDK2_NAMES = new Map<string, Platform>([
  ['mac.xpl', 'macOS'],
  ['win.xpl', 'windows'],
  ['lin.xpl', 'linux'],
]);

const BUILD_FOLDER =
  /^(?:bin|obj|build(?:[-_ ].*)?|cmake-build.*|zig-out|out|target|x64|win32|release|debug|relwithdebinfo|.*\.dir)$/i;

/** Whether a folder is where compilers write, such as `bin/Win/x64/Release`. */
export function isBuildOutput(folder: string): boolean {
  return folder.split('/').some((part) => BUILD_FOLDER.test(part));
}

/** The folder of the project that a compiler wrote into, of one where it writes: `p/x64/Release` gives `p`. */
export function projectOf(folder: string): string {
  const parts = folder.split('/');
  const first = parts.findIndex((part) => BUILD_FOLDER.test(part));
  return first < 0 ? folder : parts.slice(0, first).join('/');
}

export function isPlatformFolder(name: string): boolean {
  const lower = name.toLowerCase();
  return lower === '64' || lower === '32' || SDK3_FOLDERS.has(lower);
}

const SWITCHED_OFF =
  /(?:^|\/)(?:mac|win|lin)_x64(?:\.[^/]+|[-_ (]*(?:old|off|dis(?:abled)?|bak|backup|orig(?:inal)?|copy|unused)\b[^/]*)\/[^/]+$/i;

/** Whether somebody renamed the folder of a system, such as `mac_x64.off`, so that X-Plane finds no plugin in it. */
export function isSwitchedOff(path: string): boolean {
  return SWITCHED_OFF.test(path);
}

/** Where an .xpl stands: SDK 3 (`win_x64/x.xpl`), SDK 2 (`64/win.xpl`, `win.xpl`) or thin (`x.xpl`). */
export function placeOfPlugin(path: string): PluginPlace {
  const parts = path.split('/');
  const name = (parts.pop() ?? '').toLowerCase();
  const folder = (parts.at(-1) ?? '').toLowerCase();
  const here = parts.join('/');
  const above = parts.slice(0, -1).join('/');
  const sdk3 = SDK3_FOLDERS.get(folder);
  if (sdk3 !== undefined) return { plugin: above, platform: sdk3, is32Bit: false };
  const sdk2 = SDK2_NAMES.get(name);
  if (folder === '64' || folder === '32') return { plugin: above, platform: sdk2, is32Bit: folder === '32' };
  return { plugin: here, platform: sdk2, is32Bit: sdk2 !== undefined };
}
