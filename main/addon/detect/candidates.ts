import type { AddonKind } from '../../../preload/contract/addons.ts';
import { entriesBelow, type FileEntry } from '../scan/entry.ts';
import type { Candidate } from './candidate.ts';
import type { Facts } from './facts.ts';
import { commonFolder, depthOf, parentOf, perFolder } from './folders.ts';
import { withoutForeignFiles } from './foreign-files.ts';
import { isLivery, withoutTextures } from './liveries.ts';
import { isNavdataName, isPartOfTools, isXPlanesOwn, markerOf, OWN_OBJECT, xplaneFolderOf } from './markers.ts';
import { isBuildOutput, placeOfPlugin, projectOf } from './plugin-layout.ts';
import { codeOf, isBesideBuild, LEAST_READER, withoutPartsOfPrograms } from './program-parts.ts';
import { findScripts, scriptsInPlace } from './scripts.ts';

/** Which kind wins where two have the same root: the order of the existing installers, CSL before the liveries it would look like. */
const PRECEDENCE: readonly AddonKind[] = [
  'aircraft',
  'scenery',
  'library',
  'plugin',
  'navdata',
  'csl',
  'livery',
  'flywithlua',
  'xppython3',
];

/** Of the files below the folder all sets share, so many are in one of the sets when that folder is one add-on. */
const SHARE_OF_ONE_SET = 0.8;

/** The add-ons in a list of files, shallow ones first; what lies below one of them belongs to it. */
export async function findCandidates(entries: readonly FileEntry[], facts: Facts): Promise<Candidate[]> {
  const isOthers = perFolder(isPartOfTools);
  const files = entries.filter(({ path, link }) => link === undefined && !isOthers(path));
  const { marked: all, withObjects, scripts } = readMarkers(files);
  const marked = await withoutForeignFiles(all, files, facts);
  const ofXPlane = scripts.sources.length > 0 ? undefined : changeOfXPlane(files, marked);
  if (ofXPlane !== undefined) return [ofXPlane];
  const merged = mergeSets(mergeSets(marked, 'csl', files), 'navdata', files);
  const unpainted = await withoutTextures(marked, withObjects, files, facts);
  const isAddon = (one: Candidate) =>
    one.kind !== 'livery' || (!unpainted.has(one.root) && isLivery(one.root, withObjects, files));
  const found = withoutPartsOfPrograms(acceptShallowFirst(merged, isAddon), files);
  const accepted = asOverlay(withoutBuildOutput(withoutNavdataOfOthers(found)), files);
  // Beside its source, what lies in no folder of a system where a compiler writes is a step on the way to a plugin.
  if (accepted.length > 0 && scripts.sources.length > 0 && accepted.every(isHalfBuilt)) return [];
  // Beside the code of a program a database is what that program reads.
  const isData = accepted.length > 0 && accepted.every(({ kind, root }) => kind === 'navdata' && root !== '');
  if (isData && (scripts.sources.length > 0 || codeOf(files) >= LEAST_READER)) return [];
  if (isBesideBuild(accepted, files, scripts.sources.length)) return [];
  const whole = accepted.filter((candidate) => !isEmptyLibrary(candidate, files));
  if (whole.length > 0) return [...whole, ...scriptsInPlace(scripts, whole)];
  // A library.txt beside scripts, with nothing it could give away, is an example or a note.
  const ofScripts = await findScripts(scripts, facts);
  return ofScripts.length > 0 ? ofScripts : librariesOf(accepted, files, facts);
}

const BELOW_XPLANE = /^(?:aircraft|custom scenery|custom data|resources|global scenery)\//i;

/** Files of X-Plane's own folders, alone or with add-ons in folders beside them: one change that is laid over the whole of X-Plane. */
function changeOfXPlane(files: readonly FileEntry[], marked: readonly Candidate[]): Candidate | undefined {
  const markers = files.map(({ path }) => path).filter(perFolder(isXPlanesOwn));
  // Navigation data lies among X-Plane's own files too, and airports may come with it.
  if (markers.length === 0 || files.some(({ path }) => isNavdataName(path))) return undefined;
  const root = commonFolder(markers.map((path) => xplaneFolderOf(path).replace(/\/$/, '')));
  const start = root === '' ? '' : `${root}/`;
  const isBelow = (found: Candidate) =>
    found.root.startsWith(start) && BELOW_XPLANE.test(`${found.root.slice(start.length)}/`);
  return marked.every(isBelow) ? { kind: 'other', root, markers } : undefined;
}

function readMarkers(files: readonly FileEntry[]) {
  const markers = new Map<string, { kind: AddonKind; root: string; markers: string[] }>();
  const withObjects = new Set<string>();
  const lua: FileEntry[] = [];
  const python: FileEntry[] = [];
  const pythonModules: FileEntry[] = [];
  const sources: FileEntry[] = [];
  const programs: FileEntry[] = [];
  for (const entry of files) {
    const marker = markerOf(entry.path);
    if (marker === 'source') sources.push(entry);
    else if (marker === 'program') programs.push(entry);
    else if (marker === 'lua') lua.push(entry);
    else if (marker === 'python') python.push(entry);
    else if (marker === 'python-module') pythonModules.push(entry);
    else if (marker === 'own-object') withObjects.add(OWN_OBJECT.exec(entry.path)?.[1] ?? '');
    else if (marker !== undefined) {
      const key = `${marker.kind}\0${marker.root}`;
      const known = markers.get(key);
      if (known === undefined) markers.set(key, { ...marker, markers: [entry.path] });
      else known.markers.push(entry.path);
    }
  }
  return { marked: [...markers.values()], withObjects, scripts: { lua, python, pythonModules, sources, programs } };
}

function acceptShallowFirst(found: readonly Candidate[], isAddon: (candidate: Candidate) => boolean): Candidate[] {
  const ordered = found.toSorted(
    (a, b) =>
      depthOf(a.root) - depthOf(b.root) ||
      PRECEDENCE.indexOf(a.kind) - PRECEDENCE.indexOf(b.kind) ||
      (a.root < b.root ? -1 : 1),
  );
  const accepted: Candidate[] = [];
  const roots = new Set<string>();
  for (const candidate of ordered) {
    if (isInside(candidate.root.toLowerCase(), roots) || !isAddon(candidate)) continue;
    accepted.push(candidate);
    roots.add(candidate.root.toLowerCase()); // macOS and Windows take two spellings for one folder
  }
  return accepted;
}

function isInside(path: string, roots: ReadonlySet<string>): boolean {
  if (roots.has('')) return true;
  for (let at = path; at !== ''; at = parentOf(at)) if (roots.has(at)) return true;
  return false;
}

const SCENERY_PART = /\.(?:obj|fac|pol|lin|agp|for|str|net|ter|ags|agb|bch|dcl)$/i;

function isEmptyLibrary({ kind, root }: Candidate, files: readonly FileEntry[]): boolean {
  return kind === 'library' && !entriesBelow(files, root).some(({ path }) => SCENERY_PART.test(path));
}

/** Without anything to give away a library.txt counts by its text: the name alone is no promise. */
async function librariesOf(
  found: readonly Candidate[],
  files: readonly FileEntry[],
  facts: Facts,
): Promise<Candidate[]> {
  const texts = found.map(({ markers }) => files.find(({ path }) => path === markers[0]));
  const real = await Promise.all(texts.map((entry) => entry !== undefined && facts.isLibrary(entry)));
  const libraries = found.filter((_, at) => real[at]);
  // Several are lists of what libraries of others have.
  return libraries.length > 1 ? [] : libraries;
}

/** Navigation data beside something else is data of that add-on, such as the database of an aircraft's GPS. */
function withoutNavdataOfOthers(found: readonly Candidate[]): readonly Candidate[] {
  const others = found.filter(({ kind }) => kind !== 'navdata');
  return others.length > 0 ? others : found;
}

/** What a compiler left in `bin` or `build` is no add-on of its own beside the one that is published. */
function withoutBuildOutput(found: readonly Candidate[]): Candidate[] {
  const fit = withoutDebugBuilds(found);
  const made = fit.filter(({ kind, root }) => kind !== 'plugin' || !isBuildOutput(root));
  return withoutBuildsOfOne(made.length > 0 ? made : bestOfEachBuild(fit));
}

const FOR_DEBUGGER = /(?:^|[^a-z])debug(?:[^a-z]|$)/i;

/** `plugin_Debug/Radio` beside `plugin_Release/Radio` is how its author looks for mistakes. */
function withoutDebugBuilds(found: readonly Candidate[]): readonly Candidate[] {
  const isDebug = ({ kind, root }: Candidate) => kind === 'plugin' && FOR_DEBUGGER.test(root);
  const nameOf = ({ root }: Candidate) => root.slice(root.lastIndexOf('/') + 1).toLowerCase();
  const names = new Set(found.filter((other) => other.kind === 'plugin' && !isDebug(other)).map(nameOf));
  return found.filter((candidate) => !isDebug(candidate) || !names.has(nameOf(candidate)));
}

/** `Release/p.xpl` and `x64/Release/p.xpl` in one project are one plugin, built twice: for 64 bit, and for release, is the one users get. */
function bestOfEachBuild(found: readonly Candidate[]): Candidate[] {
  const built = Map.groupBy(found, ({ kind, root, markers }) =>
    kind === 'plugin' ? `${projectOf(root)}\0${fileNames({ markers }).toSorted().join('/')}` : `\0${kind}\0${root}`,
  );
  const rank = ({ root }: Candidate) =>
    (/(?:^|\/)(?:x64|64)(?:\/|$)/i.test(root) ? 0 : 2) + (FOR_DEBUGGER.test(root) ? 1 : 0);
  return [...built.values()].flatMap((same) => same.toSorted((a, b) => rank(a) - rank(b)).slice(0, 1));
}

function isHalfBuilt({ kind, root, markers }: Candidate): boolean {
  const isPlaced = markers.some((path) => placeOfPlugin(path).platform !== undefined);
  return kind === 'plugin' && isBuildOutput(root) && !isPlaced;
}

const SYSTEM_FOLDER = /(?:^|\/)(?:lin|linux|mac|macos|osx|win|windows)(?:[-_ ]?(?:x?64|x86_64|arm64))?$/i;

/** `lin/p.xpl` beside a whole plugin with a `p.xpl` is where one was built, not a second plugin. */
function withoutBuildsOfOne(found: readonly Candidate[]): Candidate[] {
  const isBuild = ({ kind, root }: Candidate) => kind === 'plugin' && SYSTEM_FOLDER.test(root);
  const whole = new Set(found.filter((other) => !isBuild(other)).flatMap(fileNames));
  return found.filter((candidate) => !isBuild(candidate) || !fileNames(candidate).every((name) => whole.has(name)));
}

const IN_AIRCRAFT = /^(?:((?:.*\/)?)aircraft\/.+\/)plugins(?:\/[^/]+)?$/i;
/** Plugins that run the scripts of one aircraft, and lie in it. */
const OF_ONE_AIRCRAFT = /^(.*\/|)plugins\/(?:xlua|xtlua[^/]*|sasl[^/]*|gizmo[^/]*)\//i;

/** What is above the folder of aircraft that a plugin, or a texture that is in no folder `liveries`, lies in. */
function aircraftAround({ kind, root }: Candidate): string | undefined {
  if (kind === 'plugin') return IN_AIRCRAFT.exec(root)?.[1];
  return /(?:^|\/)liveries\//i.test(root) ? undefined : /^((?:.*\/)?)aircraft\/.+/i.exec(root)?.[1];
}

/** Plugins and textures that lie in folders of aircraft, without the aircraft: one change to what users have, to be laid over it. */
function asOverlay(found: readonly Candidate[], files: readonly FileEntry[]): Candidate[] {
  if (found.length === 0 || found.some(({ kind }) => kind !== 'plugin' && kind !== 'livery')) return [...found];
  const markers = found.flatMap((candidate) => candidate.markers);
  const above = found.map(aircraftAround).filter((folder) => folder !== undefined);
  if (above.length === found.length) return [{ kind: 'other', root: commonFolder(above.map(parentOf)), markers }];
  if (found.some(({ kind }) => kind !== 'plugin')) return [...found];
  const aircraft = files.map(({ path }) => OF_ONE_AIRCRAFT.exec(path)?.[1]).find((folder) => folder !== undefined);
  const isPart = ({ root }: Candidate) => `${parentOf(root)}/`.toLowerCase() === `${aircraft}plugins/`.toLowerCase();
  return aircraft !== undefined && found.every(isPart)
    ? [{ kind: 'other', root: parentOf(aircraft), markers }]
    : [...found];
}

function fileNames({ markers }: Pick<Candidate, 'markers'>): string[] {
  return markers.map((path) => path.slice(path.lastIndexOf('/') + 1).toLowerCase());
}

/**
 * A CSL set has a marker in each model's folder, navigation data in each unit's: one add-on. Only where little else lies beside them, though: sets that
 * are scattered in a larger tree are add-ons each by itself.
 */
function mergeSets(found: readonly Candidate[], kind: AddonKind, files: readonly FileEntry[]): readonly Candidate[] {
  const sets = found.filter((candidate) => candidate.kind === kind);
  if (sets.length < 2) return found;
  const others = found.filter((candidate) => candidate.kind !== kind);
  return [...others, ...mergeWhereDense(sets, kind, files)];
}

function mergeWhereDense(sets: readonly Candidate[], kind: AddonKind, files: readonly FileEntry[]): Candidate[] {
  const root = commonFolder(sets.map((set) => set.root));
  const merged: Candidate = { kind, root, markers: sets.flatMap(({ markers }) => markers) };
  if (sets.length === 1 || sets.some((set) => set.root === root)) return [merged];
  const roots = new Set(sets.map((set) => set.root));
  const below = entriesBelow(files, root);
  const inSets = below.filter(({ path }) => isInside(parentOf(path), roots)).length;
  if (inSets >= below.length * SHARE_OF_ONE_SET) return [merged];
  const groups = Map.groupBy(sets, (set) =>
    set.root
      .slice(root.length)
      .split('/', root === '' ? 1 : 2)
      .join('/'),
  );
  return [...groups.values()].flatMap((group) => (group.length === 1 ? group : mergeWhereDense(group, kind, files)));
}
