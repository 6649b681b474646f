import { eachAtOnce } from '../../../disk/index.ts';
import { isPartOfTools } from '../../detect/markers.ts';
import type { FileEntry } from '../../scan/entry.ts';
import { remembered } from '../../scan/remembered.ts';
import type { FileContents } from '../file-contents.ts';
import { onceFor } from '../once.ts';
import { isPublished } from '../published.ts';
import type { PreflightContext } from '../rule.ts';
import { isCslFile, type Repainted, repaintedObjects } from './csl-models.ts';
import { KnownResolutions } from './known-resolutions.ts';
import { namesOthers, type Reference, readReferences } from './read-references.ts';
import type { Misspelling } from './spelling-fix.ts';

const READ_AT_ONCE = 16;

export interface MissingFile {
  readonly entry: FileEntry;
  readonly reference: Reference;
  readonly wanted: string;
}

/** How the files of an add-on name each other. */
export interface NamedFiles {
  readonly missing: readonly MissingFile[];
  readonly misspellings: readonly Misspelling[];
  /** Files that someone names the way they are spelled. */
  readonly namedRightly: ReadonlySet<string>;
  /** How many objects each aircraft file names. */
  readonly aircraftObjects: ReadonlyMap<string, number>;
}

const readerOf = onceFor((contents: FileContents) => remembered((entry) => readReferences(entry, contents)));
const resolutionsOf = onceFor((_: FileContents) => new KnownResolutions());

export const namedFiles = onceFor(look);

/** Of so many objects a change to an aircraft brings few. */
const LEAST_OBJECTS = 4;

/** Aircraft files most of whose objects are not here: they go over an aircraft that users have. */
export async function aircraftLaidOver(context: PreflightContext): Promise<ReadonlySet<string>> {
  const { missing, aircraftObjects } = await namedFiles(context);
  const absent = Map.groupBy(missing, ({ entry }) => entry.path);
  const all = [...aircraftObjects].filter(([path, count]) => {
    const without = absent.get(path)?.length ?? 0;
    return count >= LEAST_OBJECTS && without > count / 2;
  });
  return new Set(all.map(([path]) => path));
}

async function look(context: PreflightContext): Promise<NamedFiles> {
  const { scan, detection, contents, signal } = context;
  const isInside = await isPublished(context);
  const resolutions = resolutionsOf(contents);
  resolutions.begin(scan.entries);
  const missing: MissingFile[] = [];
  const misspellings: Misspelling[] = [];
  const namedRightly = new Set<string>();
  const aircraftObjects = new Map<string, number>();
  // Any add-on may hold an .acf as an example or a template; its objects are looked for where it is the aircraft.
  const aircraft = new Set(
    detection.candidates.filter(({ kind }) => kind === 'aircraft').flatMap(({ markers }) => markers),
  );
  const roots = detection.candidates.map(({ root }) => root);
  const packs = new Set(
    detection.candidates.filter(({ kind }) => kind === 'scenery' || kind === 'library').map(({ root }) => root),
  );
  const sources = scan.entries.filter(
    ({ path, link }) =>
      link === undefined &&
      namesOthers(path) &&
      isInside(path) &&
      !isPartOfTools(path) &&
      (!path.toLowerCase().endsWith('.acf') || aircraft.has(path)) &&
      !isPassedOver(path, packs),
  );
  await eachAtOnce(sources, READ_AT_ONCE, async (entry) => {
    signal?.throwIfAborted();
    const named = await readerOf(contents)(entry);
    if (aircraft.has(entry.path)) aircraftObjects.set(entry.path, named.length);
    for (const { reference, resolution } of resolutions.of(entry.path, named)) {
      if (resolution?.state === 'found') namedRightly.add(resolution.actual);
      else if (resolution?.state === 'missing') {
        if (!leavesAddon(entry.path, resolution.wanted, roots)) {
          missing.push({ entry, reference, wanted: resolution.wanted });
        }
      } else if (resolution?.state === 'other-case') misspellings.push({ entry, reference, ...resolution });
    }
  });
  const isWorn = isWornBy(await repainted(sources, contents));
  return { missing: missing.filter(isWorn), misspellings: misspellings.filter(isWorn), namedRightly, aircraftObjects };
}

/** X-Plane reads the library.txt at the top of a pack of scenery; any other is a part that was put together into that, or a note. */
function isPassedOver(path: string, packs: ReadonlySet<string>): boolean {
  const slash = path.lastIndexOf('/');
  if (path.slice(slash + 1).toLowerCase() !== 'library.txt') return false;
  return !packs.has(path.slice(0, Math.max(0, slash)));
}

/** Whether a name leads out of the add-on that has it: to X-Plane's own files, or to what lies beside in a folder of several. */
function leavesAddon(from: string, wanted: string, roots: readonly string[]): boolean {
  const root = roots.find((one) => one !== '' && from.startsWith(`${one}/`));
  return root !== undefined && !wanted.startsWith(`${root}/`);
}

/** In a set of CSL models the list of models may give an object other textures than its own, which then nobody needs. */
function repainted(sources: readonly FileEntry[], contents: FileContents): Promise<Repainted> {
  const lists = sources.filter(({ path }) => isCslFile(path));
  const texts = lists.map(async (entry) => ({ path: entry.path, text: (await contents.text(entry)) ?? '' }));
  return Promise.all(texts).then(repaintedObjects);
}

function isWornBy(without: Repainted): (item: Pick<MissingFile, 'entry' | 'reference'>) => boolean {
  return ({ entry, reference }) => {
    if (reference.kind === 'layer') return !without.night.has(entry.path.toLowerCase());
    return reference.kind !== 'texture' || !without.texture.has(entry.path.toLowerCase());
  };
}
