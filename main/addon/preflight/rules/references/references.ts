import { message } from '../../../../../preload/messages/index.ts';
import { type FileEntry, findEntry } from '../../../scan/entry.ts';
import { aircraftLaidOver, type MissingFile, type NamedFiles, namedFiles } from '../../references/named-files.ts';
import { baseOf } from '../../references/resolve-reference.ts';
import { spelledOtherwise } from '../../references/spelled-otherwise.ts';
import type { Misspelling, Spellings } from '../../references/spelling-fix.ts';
import type { PreflightContext, Rule, RuleFinding } from '../../rule.ts';

/** So many absent layers, and files that name one, are named; the rest are counted. */
const MOST_NAMED = 3;
/** Missing files up to this number are a list an author works off; more are one cause, such as a folder of textures that was left out. */
const MOST_ROWS = 10;

/** Textures and objects that other files name: there, and spelled the same? */
export const references: Rule = {
  id: 'references',
  async check(context) {
    const found = await namedFiles(context);
    const layers = found.missing.filter(({ reference }) => reference.kind === 'layer');
    const others = found.missing.filter(({ reference }) => reference.kind !== 'layer');
    const [spare, wanted] = others.length === 0 ? [[], []] : divided(others, isSpare(context, found));
    const changes = await aircraftLaidOver(context);
    const [ofOthers, rest] = divided(wanted, ({ entry }) => changes.has(entry.path));
    const needed = rest.filter(isWhole([...changes]));
    const [folders, files] = byFolder(found.misspellings, context.scan.entries);
    const findings = [
      ...missingOfLibraries(needed, MOST_NAMED),
      ...[...Map.groupBy(ofOthers, ({ entry }) => entry.path)].map(([path, items]) =>
        laidOver(path, items, found.aircraftObjects.get(path) ?? 0),
      ),
      ...missingFiles(context, missingOnce(needed.filter(isOneOfFew(needed, MOST_NAMED)))),
      ...folders.map((items) => otherFolder(items)),
      ...(files.length === 0 ? [] : spelledOtherwise(files, spellingsIn(context, found))),
    ].sort((a, b) => compare(a.path, b.path) || compare(a.key, b.key));
    return [
      ...findings,
      ...(layers.length > 0 ? [together('layers', layers)] : []),
      ...(spare.length > 0 ? [together('spare', spare)] : []),
    ];
  },
};

function spellingsIn({ scan }: PreflightContext, { misspellings, namedRightly }: NamedFiles): Spellings {
  return {
    root: scan.root,
    misspellings,
    namedRightly,
    exact: new Set(scan.entries.map(({ path }) => path)),
    fileNames: countBy(scan.entries, (path) => path.slice(path.lastIndexOf('/') + 1)),
    foldedPaths: countBy(scan.entries, (path) => path.toLowerCase()),
  };
}

/** What objects of a change wear may be in the aircraft it goes over. */
function isWhole(changes: readonly string[]): (item: MissingFile) => boolean {
  const folders = changes.map((path) => path.slice(0, path.lastIndexOf('/') + 1));
  return ({ entry }) => !folders.some((folder) => entry.path.startsWith(folder));
}

type Several = readonly [MissingFile, ...MissingFile[]];

/** A texture that twelve objects wear is one thing to add: one finding for each file that is missing. */
function missingOnce(all: readonly MissingFile[]): Several[] {
  const byFile = new Map<string, Several>();
  for (const item of all.toSorted((a, b) => compare(a.entry.path, b.entry.path))) {
    const before = byFile.get(item.wanted);
    byFile.set(item.wanted, before === undefined ? [item] : [...before, item]);
  }
  return [...byFile.values()];
}

/** An aircraft file without its objects: a change to an aircraft, or one that was not put together yet. */
function laidOver(path: string, items: readonly MissingFile[], named: number): RuleFinding {
  const names = items.slice(0, MOST_NAMED).map(({ reference }) => reference.name);
  return {
    severity: 'warning',
    path,
    key: 'laid over',
    message: message('references.laidOver', items.length, named, names),
    why: message('references.whyLaidOver'),
  };
}

function isExport({ reference }: MissingFile): boolean {
  return reference.kind === 'file';
}

/** A library.txt that names many files that are not there is one thing to look at. */
function missingOfLibraries(all: readonly MissingFile[], few: number): RuleFinding[] {
  const libraries = Map.groupBy(all.filter(isExport), ({ entry }) => entry.path);
  return [...libraries].flatMap(([path, items]) => {
    if (items.length <= few) return [];
    const names = items.slice(0, MOST_NAMED).map(({ reference }) => reference.name);
    const said = message('references.exports', items.length, names);
    return [{ severity: 'warning', path, key: 'exports', message: said, why: message('references.whyMissing') }];
  });
}

function isOneOfFew(all: readonly MissingFile[], few: number): (item: MissingFile) => boolean {
  const counts = countBy(
    all.filter(isExport).map(({ entry }) => entry),
    (path) => path,
  );
  return (item) => !isExport(item) || (counts.get(item.entry.path) ?? 0) <= few;
}

function missingFiles(context: PreflightContext, all: readonly Several[]): RuleFinding[] {
  const rows = all.map((items) => ({ items, finding: missing(context, items) }));
  const [absent, kept] = divided(rows, ({ finding }) => finding.message.id === 'references.missing');
  const told = absent.length > MOST_ROWS ? [many(absent.map(({ items }) => items))] : absent.map((row) => row.finding);
  return [...told, ...kept.map(({ finding }) => finding)];
}

function many(all: readonly Several[]): RuleFinding {
  const named = all.slice(0, MOST_NAMED).map(([first]) => first);
  const [path, ...also] = new Set(all.flatMap((items) => items.map(({ entry }) => entry.path)));
  const names = named.map(({ reference }) => reference.name);
  const paths = named.map(({ entry }) => entry.path);
  return {
    severity: 'warning',
    ...(path !== undefined && { path, also }),
    key: 'many',
    message: message('references.many', all.length, names, paths),
    why: message('references.whyMissing'),
  };
}

function missing({ scan }: PreflightContext, items: Several): RuleFinding {
  const [{ entry, reference, wanted }] = items;
  const hidden = scan.ignored.find(
    ({ path, isFolder }) => path === wanted || (isFolder && wanted.startsWith(`${path}/`)),
  );
  const link = findEntry(scan.entries, wanted)?.link;
  const namers = [items.length, items.slice(0, MOST_NAMED).map((item) => item.entry.path), reference.name] as const;
  return {
    severity: 'warning',
    path: entry.path,
    key: reference.name,
    why: message('references.whyMissing'),
    message: hidden
      ? message('references.ignored', ...namers, hidden.rule.pattern)
      : message(link === undefined ? 'references.missing' : 'references.link', ...namers, wanted),
  };
}

function isObject(path: string): boolean {
  return /\.obj$/i.test(path);
}

/** Where X-Plane, or a plugin, takes objects from that no aircraft file names; older aircraft have some beside that file. */
const LOADED_UNNAMED = /(?:^|\/)(?:liveries|weapons|cockpit[^/]*|plugins)\//i;

/** Objects that nothing here loads: in an aircraft or a set of CSL models as a rule what the making left. */
function isSpare({ detection }: PreflightContext, { namedRightly, misspellings }: NamedFiles) {
  const lists = detection.candidates.filter(({ kind }) => kind === 'aircraft' || kind === 'csl');
  const misspelled = new Set(misspellings.map(({ actual }) => actual));
  // Where an aircraft file names none, Loadmaster does not understand it.
  if (!namedRightly.values().some(isObject) && !misspelled.values().some(isObject)) return () => false;
  return ({ entry: { path } }: MissingFile): boolean => {
    const found = lists.find(({ root }) => root === '' || path.startsWith(`${root}/`));
    if (found === undefined || !isObject(path) || namedRightly.has(path) || misspelled.has(path)) return false;
    if (found.kind === 'csl') return true;
    const inside = found.root === '' ? path : path.slice(found.root.length + 1);
    return inside.includes('/') && !LOADED_UNNAMED.test(inside);
  };
}

function divided<T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

/** One note for what harms little: most authors let an exporter write the names of layers, whether the texture was painted or not. */
function together(kind: 'layers' | 'spare', files: readonly MissingFile[]): RuleFinding {
  const sorted = files.toSorted((a, b) => compare(a.entry.path, b.entry.path) || compare(a.wanted, b.wanted));
  const named = sorted.slice(0, MOST_NAMED);
  const items = [
    sorted.length,
    named.map(({ reference }) => reference.name),
    named.map(({ entry }) => entry.path),
  ] as const;
  return {
    severity: 'note',
    key: kind,
    message: kind === 'layers' ? message('references.layers', ...items) : message('references.spare', ...items),
    why: message(kind === 'layers' ? 'references.whyLayers' : 'references.whySpare'),
  };
}

type SeveralNames = readonly [Misspelling, ...Misspelling[]];

/** Names that start from a folder X-Plane looks into and that is spelled otherwise, by that folder; and the others. */
function byFolder(
  all: readonly Misspelling[],
  entries: readonly FileEntry[],
): readonly [SeveralNames[], readonly Misspelling[]] {
  const folders = new Map<string, SeveralNames>();
  const files: Misspelling[] = [];
  const known = new Map<string, boolean>();
  for (const item of all) {
    const base = baseOf(item.reference, item.entry.path);
    const isThere = known.get(base) ?? (base === '' || entries.some(({ path }) => path.startsWith(`${base}/`)));
    known.set(base, isThere);
    if (isThere || !item.actual.toLowerCase().startsWith(`${base.toLowerCase()}/`)) {
      files.push(item);
      continue;
    }
    const before = folders.get(base);
    folders.set(base, before === undefined ? [item] : [...before, item]);
  }
  return [[...folders.values()], files];
}

/** A folder of another spelling is one thing to mend, however many files name something in it. */
function otherFolder(items: SeveralNames): RuleFinding {
  const [{ entry, reference, actual }] = items;
  const base = baseOf(reference, entry.path);
  return {
    severity: 'warning',
    path: entry.path,
    key: base,
    message: message('references.otherFolder', items.length, reference.name, base, actual.slice(0, base.length)),
  };
}

function countBy(entries: readonly FileEntry[], nameOf: (path: string) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { path } of entries) {
    const name = nameOf(path);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
