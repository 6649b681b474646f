import type { AddonKind } from '../../../preload/contract/addons.ts';
import { PLATFORM_NAMES, PLATFORMS } from '../../../protocol/index.ts';
import type { Detection } from './detection.ts';
import { platformOf } from './platforms.ts';

export const KIND_NAMES: Readonly<Record<AddonKind, string>> = {
  aircraft: 'an aircraft',
  scenery: 'scenery',
  library: 'a scenery library',
  plugin: 'a plugin',
  livery: 'a livery',
  flywithlua: 'a FlyWithLua script',
  xppython3: 'an XPPython3 script',
  csl: 'a set of CSL models',
  navdata: 'navigation data',
  other: 'an add-on of no known kind',
};

const SCENERY_NAMES = {
  airport: 'an airport',
  overlay: 'a scenery overlay',
  mesh: 'base mesh or orthophoto scenery',
} as const;

/** Why an add-on is taken for what it is, for an author who wonders. */
export function describeDetection(found: Omit<Detection, 'evidence'>): string[] {
  return [whatItIs(found), ...whereItBegins(found), whereItRuns(found)];
}

function whatItIs({ kind, sceneryKind, candidates }: Omit<Detection, 'evidence'>): string {
  const [first] = candidates;
  if (first === undefined) {
    return 'No file tells what kind of add-on this is: there is no .acf, .dsf, apt.dat, library.txt, .xpl or script.';
  }
  if (candidates.length > 1) {
    return `The folder holds ${candidates.length} add-ons: ${candidates.map(({ root }) => root).join(', ')}.`;
  }
  const marker = first.markers.find((path) => path.endsWith('apt.dat')) ?? first.markers[0] ?? '';
  const more = first.markers.length > 1 ? ` and ${first.markers.length - 1} more like it` : '';
  const what = sceneryKind === undefined ? KIND_NAMES[kind] : SCENERY_NAMES[sceneryKind];
  return `${marker}${more} ${more === '' ? 'makes' : 'make'} this ${what}.`;
}

function whereItBegins({ root }: Omit<Detection, 'evidence'>): string[] {
  return root === '' ? [] : [`The add-on begins in ${root}, below the folder that was picked.`];
}

function whereItRuns({ plugins, platforms }: Omit<Detection, 'evidence'>): string {
  if (plugins.length === 0) return 'There is no plugin in it, so it works on macOS, Windows and Linux.';
  const headers = plugins.flatMap(({ header }) => header ?? []);
  const supported = PLATFORMS.filter((platform) => platforms[platform]);
  const files = plugins.length === 1 ? 'The plugin file is' : `The ${plugins.length} plugin files are`;
  if (supported.length === 0) return `${files} for no platform all of them share.`;
  const named = supported.map((platform) => {
    const found = [
      ...new Set(headers.filter((header) => platformOf(header) === platform).flatMap(({ cpus }) => cpus)),
    ].sort();
    return found.length === 0 ? PLATFORM_NAMES[platform] : `${PLATFORM_NAMES[platform]} (${found.join(', ')})`;
  });
  return `${files} for ${named.join(', ')}.`;
}
