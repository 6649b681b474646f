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

/** An author reads a sentence, not a list of hundreds. */
const MOST_NAMED = 6;

/** Why an add-on is taken for what it is, for an author who wonders. */
export function describeDetection(found: Omit<Detection, 'evidence'>): string[] {
  return [whatItIs(found), ...whereItBegins(found), ...whereItRuns(found)];
}

function whatItIs({ kind, sceneryKind, candidates }: Omit<Detection, 'evidence'>): string {
  const [first] = candidates;
  if (first === undefined) {
    return 'No file tells what kind of add-on this is: there is no .acf, .dsf, apt.dat, library.txt, .xpl, FlyWithLua or XPPython3 script.';
  }
  if (candidates.length > 1) return severalAddons(candidates);
  const marker = first.markers.find((path) => path.endsWith('apt.dat')) ?? first.markers[0] ?? '';
  const more = first.markers.length > 1 ? ` and ${first.markers.length - 1} more like it` : '';
  const what = sceneryKind === undefined ? KIND_NAMES[kind] : SCENERY_NAMES[sceneryKind];
  return `${marker}${more} ${more === '' ? 'makes' : 'make'} this ${what}.`;
}

function severalAddons(candidates: Detection['candidates']): string {
  const named = candidates.slice(0, MOST_NAMED).map(({ kind, root }) => `${root} (${KIND_NAMES[kind]})`);
  const rest = candidates.length - named.length;
  return `The folder holds ${candidates.length} add-ons: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
}

function whereItBegins({ root }: Omit<Detection, 'evidence'>): string[] {
  return root === '' ? [] : [`The add-on begins in ${root}, below the folder that was picked.`];
}

function whereItRuns({ kind, plugins, pluginPlatforms, candidates }: Omit<Detection, 'evidence'>): string[] {
  // Of a folder that is no add-on yet nothing is known of where it works.
  if (candidates.length === 0 && plugins.length === 0) return [];
  if (plugins.length === 0) return [NO_PLUGIN];
  const sentences = pluginPlatforms
    .slice(0, MOST_NAMED)
    .map(
      ({ plugin, platforms }) =>
        `${plugin === '' ? 'The plugin' : plugin} is for ${namesOf(platforms, plugin, plugins)}`,
    );
  const rest = pluginPlatforms.length - sentences.length;
  if (rest > 0) sentences.push(`and there are ${rest} more plugins`);
  if (kind !== 'plugin' && kind !== 'aircraft') sentences.push('everything else works on macOS, Windows and Linux');
  return [`${sentences.join('; ')}.`];
}

const NO_PLUGIN = 'There is no plugin in it, so it works on macOS, Windows and Linux.';

function namesOf(platforms: Detection['platforms'], plugin: string, plugins: Detection['plugins']): string {
  const headers = plugins.filter(({ place }) => place.plugin === plugin).flatMap(({ header }) => header ?? []);
  const named = PLATFORMS.filter((platform) => platforms[platform]).map((platform) => {
    const cpus = headers.filter((header) => platformOf(header) === platform).flatMap((header) => header.cpus);
    const found = [...new Set(cpus)].sort();
    return found.length === 0 ? PLATFORM_NAMES[platform] : `${PLATFORM_NAMES[platform]} (${found.join(', ')})`;
  });
  return named.join(', ') || 'no platform';
}
