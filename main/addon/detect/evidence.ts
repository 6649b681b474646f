import { type Message, message } from '../../../preload/messages/index.ts';
import { PLATFORM_NAMES, PLATFORMS } from '../../../protocol/index.ts';
import type { Detection } from './detection.ts';
import { isXPlanesOwn } from './markers.ts';
import { platformOf } from './platforms.ts';

/** An author reads a sentence, not a list of hundreds. */
const MOST_NAMED = 6;

/** Why an add-on is taken for what it is, for an author who wonders. */
export function describeDetection(found: Omit<Detection, 'evidence'>): Message[] {
  return [whatItIs(found), ...whereItBegins(found), ...whereItRuns(found)];
}

function whatItIs({ kind, sceneryKind, candidates }: Omit<Detection, 'evidence'>): Message {
  const [first] = candidates;
  if (first === undefined) return message('evidence.unknown');
  if (candidates.length > 1) return severalAddons(candidates);
  const marker = first.markers.find((path) => path.endsWith('apt.dat')) ?? first.markers[0] ?? '';
  const others = first.markers.length - 1;
  if (kind === 'other') {
    return message(isXPlanesOwn(marker) ? 'evidence.ofXPlane' : 'evidence.overlay', marker, others);
  }
  return sceneryKind === undefined
    ? message('evidence.kind', marker, others, kind)
    : message('evidence.scenery', marker, others, sceneryKind);
}

function severalAddons(candidates: Detection['candidates']): Message {
  const named = candidates.slice(0, MOST_NAMED);
  const roots = named.map(({ root }) => root);
  const kinds = named.map(({ kind }) => kind);
  return message('evidence.several', candidates.length, roots, kinds);
}

function whereItBegins({ root }: Omit<Detection, 'evidence'>): Message[] {
  return root === '' ? [] : [message('evidence.beginsIn', root)];
}

function whereItRuns({ kind, plugins, pluginPlatforms, candidates }: Omit<Detection, 'evidence'>): Message[] {
  // Of a folder that is no add-on yet nothing is known of where it works.
  if (candidates.length === 0 && plugins.length === 0) return [];
  if (plugins.length === 0) return [message('evidence.noPlugin')];
  if (pluginPlatforms.length === 0) return [];
  const named = pluginPlatforms.slice(0, MOST_NAMED);
  const words = message(
    'evidence.plugins',
    named.map(({ plugin }) => plugin),
    named.map(({ plugin, platforms }) => namesOf(platforms, plugin, plugins)),
    pluginPlatforms.length - named.length,
    kind !== 'plugin' && kind !== 'aircraft',
  );
  return [words];
}

function namesOf(platforms: Detection['platforms'], plugin: string, plugins: Detection['plugins']): string {
  const headers = plugins.filter(({ place }) => place.plugin === plugin).flatMap(({ header }) => header ?? []);
  const named = PLATFORMS.filter((platform) => platforms[platform]).map((platform) => {
    const cpus = headers.filter((header) => platformOf(header) === platform).flatMap((header) => header.cpus);
    const found = [...new Set(cpus)].sort();
    return found.length === 0 ? PLATFORM_NAMES[platform] : `${PLATFORM_NAMES[platform]} (${found.join(', ')})`;
  });
  return named.join(', ');
}
