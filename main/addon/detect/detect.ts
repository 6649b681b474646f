import { basename, dirname } from 'node:path';
import type { AddonKind } from '../../../preload/contract/addons.ts';
import { entriesBelow, type FileEntry, findEntry } from '../scan/entry.ts';
import type { ScanResult } from '../scan/scan.ts';
import type { AircraftFacts } from './aircraft-file.ts';
import { type Candidate, isInOneOf } from './candidate.ts';
import { findCandidates } from './candidates.ts';
import type { Detection, SceneryKind } from './detection.ts';
import { describeDetection } from './evidence.ts';
import { createFacts, type Facts } from './facts.ts';
import { isNamedForUse } from './folders.ts';
import { isForeignFile } from './foreign-files.ts';
import { suggestScripts } from './install-scripts.ts';
import { type PluginBinary, platformsOf } from './platforms.ts';
import { isSwitchedOff, placeOfPlugin } from './plugin-layout.ts';
import { namedByScripts } from './scripts.ts';
import {
  packageTypeOf,
  type Suggestion,
  suggestDescription,
  suggestPackageId,
  suggestPackageName,
  titleFrom,
} from './suggest.ts';

/** Few enough for a network drive, many enough to hide its delay. */
const READ_AT_ONCE = 16;
const DSF_SAMPLES = 3;

/** `facts` keeps what was read from inside files; hand in the same ones again and only changed files are read. `author` is taken where an add-on names none. */
export async function detectAddon(
  scan: Pick<ScanResult, 'root' | 'entries'>,
  facts: Facts = createFacts(scan.root),
  author?: string,
): Promise<Detection> {
  const candidates = await findCandidates(scan.entries, facts);
  const [first] = candidates;
  // Several add-ons of one kind are that; several of different kinds are none.
  const kind = first !== undefined && candidates.every((other) => other.kind === first.kind) ? first.kind : 'other';
  const root = candidates.length === 1 && first !== undefined ? first.root : '';
  const entries = candidates.length === 1 ? entriesBelow(scan.entries, root) : scan.entries;
  // Around the add-ons, and where there are none, X-Plane loads nothing.
  const binaries = await readPlugins(entries.filter(isInOneOf(candidates)), facts);
  const { platforms, plugins, faults } = platformsOf({ kind, root }, binaries);
  const aircraft =
    kind === 'aircraft' && candidates.length === 1 && first !== undefined
      ? await readAircraft(scan.entries, first, facts)
      : {};
  const sceneryKind = kind === 'scenery' ? await readSceneryKind(entries, facts) : undefined;
  const airport =
    sceneryKind === 'airport' && candidates.length === 1 ? await readAirportName(entries, facts) : undefined;
  const isScript = kind === 'flywithlua' || kind === 'xppython3';
  const isNamed = isScript ? await namedByScripts(entries, facts) : undefined;
  const suggested = suggest({
    name:
      aircraft.name ??
      airport ??
      nameFromPlaces(scan.root, kind === 'csl' ? withoutType(root) : root, namingFiles(kind, first, binaries)).replace(
        /[_-]+/g,
        ' ',
      ),
    kind,
    root,
    entries,
    aircraft,
    author,
    isNamed,
  });
  const found = {
    kind,
    ...(sceneryKind !== undefined && { sceneryKind }),
    root,
    candidates,
    platforms,
    plugins: binaries,
    pluginPlatforms: plugins,
    platformFaults: faults,
    suggested,
  };
  return { ...found, evidence: describeDetection(found) };
}

/** A CSL model lies in a folder with the designator of its type; the set is called like the folder around it. */
function withoutType(root: string): string {
  return /\/[A-Z][A-Z\d]{2,3}$/.test(root) ? root.slice(0, root.lastIndexOf('/')) : root;
}

/** X-Plane's own names for the file of a plugin. */
const NAMED_FOR_SYSTEM = /^(?:win|mac|lin)$/i;

/** The files that tell a name where the folders tell none. */
function namingFiles(
  kind: AddonKind,
  first: Candidate | undefined,
  plugins: readonly PluginBinary[],
): readonly string[] {
  if (kind === 'plugin') return plugins.map(({ path }) => path);
  return kind === 'aircraft' && first !== undefined ? first.markers.toSorted((a, b) => a.length - b.length) : [];
}

function nameFromPlaces(picked: string, root: string, naming: readonly string[]): string {
  const inner = root.split('/').findLast((part) => part !== '' && !isNamedForUse(part));
  if (inner !== undefined) return inner;
  const own = basename(picked);
  const isFlyWithLua = naming.length > 0 && /^flywithlua$/i.test(own);
  if (!isNamedForUse(own) || isFlyWithLua) return own;
  const files = naming.map((path) => basename(path).replace(/\.(?:xpl|acf)$/i, ''));
  const above = basename(dirname(picked));
  return files.find((name) => !NAMED_FOR_SYSTEM.test(name)) ?? (isNamedForUse(above) ? own : above || own);
}

async function readPlugins(entries: readonly FileEntry[], facts: Facts): Promise<PluginBinary[]> {
  const files = entries.filter(
    ({ path, link }) => link === undefined && path.toLowerCase().endsWith('.xpl') && !isSwitchedOff(path),
  );
  const plugins: PluginBinary[] = [];
  for (let start = 0; start < files.length; start += READ_AT_ONCE) {
    const some = files.slice(start, start + READ_AT_ONCE);
    const read = some.map(async (entry) => {
      if (await isForeignFile(entry, facts)) return [];
      return [{ path: entry.path, place: placeOfPlugin(entry.path), header: await facts.binaryHeader(entry) }];
    });
    plugins.push(...(await Promise.all(read)).flat());
  }
  return plugins;
}

/** The main .acf is the one with the shortest name: variants add to it. */
async function readAircraft(entries: readonly FileEntry[], found: Candidate, facts: Facts): Promise<AircraftFacts> {
  const path = found.markers.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))[0];
  const entry = path === undefined ? undefined : findEntry(entries, path);
  return entry === undefined ? {} : facts.aircraft(entry);
}

async function readSceneryKind(entries: readonly FileEntry[], facts: Facts): Promise<SceneryKind> {
  const airports = entries.find(isAirportFile);
  // WorldEditor writes an apt.dat for every scenery, with an airport in it or not.
  if (airports !== undefined && (await facts.airport(airports)).isThere) return 'airport';
  const tiles = entries.filter(({ path, link }) => link === undefined && path.toLowerCase().endsWith('.dsf'));
  for (const tile of tiles.slice(0, DSF_SAMPLES)) {
    const properties = await facts.dsfProperties(tile);
    if (properties?.get('sim/overlay') === '1') return 'overlay';
  }
  return airports === undefined ? 'mesh' : 'airport';
}

async function readAirportName(entries: readonly FileEntry[], facts: Facts): Promise<string | undefined> {
  const entry = entries.find(isAirportFile);
  return entry && (await facts.airport(entry)).name;
}

function isAirportFile({ path }: FileEntry): boolean {
  return path.toLowerCase().endsWith('earth nav data/apt.dat');
}

function suggest(from: {
  readonly name: string;
  readonly kind: AddonKind;
  readonly root: string;
  readonly entries: readonly FileEntry[];
  readonly aircraft: AircraftFacts;
  readonly author: string | undefined;
  readonly isNamed: ((name: string) => boolean) | undefined;
}): Suggestion {
  const { name, kind, root, aircraft, author } = from;
  const entries =
    root === '' ? from.entries : from.entries.map((entry) => ({ ...entry, path: entry.path.slice(root.length + 1) }));
  return {
    title: titleFrom(name, suggestPackageName(name, kind)),
    packageId: suggestPackageId(name, aircraft.studio, aircraft.author, author),
    packageName: suggestPackageName(name, kind),
    packageType: packageTypeOf(kind),
    description: suggestDescription(aircraft.description),
    ...suggestScripts(kind, entries, from.isNamed),
  };
}
