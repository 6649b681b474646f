import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { AddonKind } from '../../../preload/contract/addons.ts';
import { createIgnoreRules } from '../ignore/rules.ts';
import { findEntry } from '../scan/entry.ts';
import { type RootState, scanAddon } from '../scan/scan.ts';
import type { AircraftFacts } from './aircraft-file.ts';
import { findCandidates } from './candidates.ts';
import { createFacts } from './facts.ts';
import { isPlatformFolder } from './plugin-layout.ts';
import { suggestPackageId, suggestPackageName, titleFrom } from './suggest.ts';

/** An add-on to offer for a folder an author picked. */
export interface InspectedAddon {
  readonly folder: string;
  readonly name: string;
  readonly kind: AddonKind;
  readonly suggestedId: string;
  /** Where it is, seen from the picked folder. */
  readonly place: 'here' | 'below' | 'above';
}

const LEVELS_UP = 3;

/**
 * The add-ons at, below and above a picked folder. Above comes first when the pick was an inner folder (`objects`, `win_x64`, a tile of `Earth nav
 * data`): that author meant the whole. A folder without any is offered as it is.
 */
export async function inspectFolder(
  folder: string,
  signal?: AbortSignal,
): Promise<{ readonly rootState: RootState; readonly addons: readonly InspectedAddon[] }> {
  const picked = resolve(folder);
  const scan = await scanAddon(picked, { ignore: createIgnoreRules(), ...(signal && { signal }) });
  if (scan.rootState !== 'ok') return { rootState: scan.rootState, addons: [] };
  const above = await lookAbove(picked);
  const facts = createFacts(picked);
  const inside = await Promise.all(
    (await findCandidates(scan.entries, facts)).map(async (candidate): Promise<InspectedAddon> => {
      const at = candidate.root === '' ? picked : join(picked, candidate.root);
      const marker = candidate.kind === 'aircraft' ? findEntry(scan.entries, candidate.markers[0] ?? '') : undefined;
      const aircraft = marker === undefined ? {} : await facts.aircraft(marker);
      const place = candidate.root === '' ? 'here' : 'below';
      return offer(at, candidate.kind, place, aircraft);
    }),
  );
  const [here] = inside;
  // A livery or a plugin of its own inside an aircraft is a fair pick; anything else inside another add-on is a part of it.
  const isWhole = here !== undefined && here.kind !== 'plugin' && here.kind !== 'livery';
  const addons = above === undefined ? inside : isWhole ? [...inside, above] : orderWithAbove(picked, inside, above);
  return { rootState: 'ok', addons: addons.length > 0 ? addons : [offer(picked, 'other', 'here')] };
}

function orderWithAbove(picked: string, inside: readonly InspectedAddon[], above: InspectedAddon): InspectedAddon[] {
  const isOwnFolder = /^(?:liveries|plugins)$/i.test(basename(dirname(picked)));
  return isOwnFolder && inside.length > 0 ? [...inside, above] : [above, ...inside];
}

/** The nearest folder above that is an add-on itself, an aircraft or scenery before a plugin inside it. */
async function lookAbove(picked: string): Promise<InspectedAddon | undefined> {
  let plugin: InspectedAddon | undefined;
  let at = picked;
  for (let level = 0; level < LEVELS_UP; level++) {
    const parent = dirname(at);
    if (parent === at) break;
    at = parent;
    const kind = kindOfChildren(await readdir(at, { withFileTypes: true }).catch(() => []));
    if (kind === 'plugin') plugin ??= offer(at, kind, 'above');
    else if (kind !== undefined) return offer(at, kind, 'above');
  }
  return plugin;
}

function kindOfChildren(children: readonly Dirent[]): AddonKind | undefined {
  const named = (kept: (child: Dirent) => boolean) => children.filter(kept).map(({ name }) => name.toLowerCase());
  // A link may be either.
  const files = named((child) => !child.isDirectory());
  const folders = named((child) => !child.isFile());
  if (files.some((name) => name.endsWith('.acf'))) return 'aircraft';
  if (folders.includes('earth nav data')) return 'scenery';
  if (files.includes('library.txt')) return 'library';
  return folders.some((name) => name !== '32' && name !== '64' && isPlatformFolder(name)) || files.includes('win.xpl')
    ? 'plugin'
    : undefined;
}

function offer(
  folder: string,
  kind: AddonKind,
  place: InspectedAddon['place'],
  { name = basename(folder), studio, author }: AircraftFacts = {},
): InspectedAddon {
  return {
    folder,
    kind,
    place,
    name: titleFrom(name, suggestPackageName(name, kind)),
    suggestedId: suggestPackageId(name, studio, author),
  };
}
