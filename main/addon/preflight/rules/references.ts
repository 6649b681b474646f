import { type FileEntry, findEntry } from '../../scan/entry.ts';
import { type MissingFile, namedFiles } from '../references/named-files.ts';
import { fixSpelling, type Misspelling, type Spellings } from '../references/spelling-fix.ts';
import type { PreflightContext, Rule, RuleFinding } from '../rule.ts';

/** So many absent layers, and files that name one, are named; the rest are counted. */
const MOST_NAMED = 3;

const WHY_MISSING = 'What names a file that is not there is drawn white or not at all.';

/** Textures and objects that other files name: there, and spelled the same? */
export const references: Rule = {
  id: 'references',
  why: 'A name in other upper and lower case works on macOS and Windows and breaks on Linux.',
  async check(context) {
    const found = await namedFiles(context);
    const layers = found.missing.filter(({ reference }) => reference.kind === 'layer');
    const spellings: Spellings = {
      root: context.scan.root,
      misspellings: found.misspellings,
      namedRightly: found.namedRightly,
      exact: new Set(context.scan.entries.map(({ path }) => path)),
      fileNames: countBy(context.scan.entries, (path) => path.slice(path.lastIndexOf('/') + 1)),
      foldedPaths: countBy(context.scan.entries, (path) => path.toLowerCase()),
    };
    const findings = [
      ...missingOnce(found.missing).map((items) => missing(context, items)),
      ...found.misspellings.map((item) => otherCase(item, spellings)),
    ].sort((a, b) => compare(a.path, b.path) || compare(a.key, b.key));
    return layers.length > 0 ? [...findings, missingLayers(layers)] : findings;
  },
};

type Several = readonly [MissingFile, ...MissingFile[]];

/** A texture that twelve objects wear is one thing to add: one finding for each file that is missing. */
function missingOnce(all: readonly MissingFile[]): Several[] {
  const byFile = new Map<string, Several>();
  for (const item of all.toSorted((a, b) => compare(a.entry.path, b.entry.path))) {
    if (item.reference.kind === 'layer') continue;
    const before = byFile.get(item.wanted);
    byFile.set(item.wanted, before === undefined ? [item] : [...before, item]);
  }
  return [...byFile.values()];
}

function missing({ scan }: PreflightContext, items: Several): RuleFinding {
  const [{ entry, reference, wanted }] = items;
  const hidden = scan.ignored.find(
    ({ path, isFolder }) => path === wanted || (isFolder && wanted.startsWith(`${path}/`)),
  );
  const link = findEntry(scan.entries, wanted)?.link;
  const absent = link === undefined ? `${wanted} is not there` : `${wanted} is a link, which no package can hold`;
  return {
    severity: 'warning',
    path: entry.path,
    key: reference.name,
    why: WHY_MISSING,
    message: hidden
      ? `${whoNames(items)} ${reference.name}, which the ignore rule "${hidden.rule.pattern}" leaves out of the package.`
      : `${whoNames(items)} ${reference.name}, but ${absent}.`,
  };
}

function whoNames([first, ...others]: Several): string {
  if (others.length === 0) return 'It names';
  const paths = [first, ...others].slice(0, MOST_NAMED).map(({ entry }) => entry.path);
  const rest = others.length + 1 - paths.length;
  return `${others.length + 1} files (${paths.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}) name`;
}

/** One note: most authors let an exporter write these names, whether the texture was painted or not. */
function missingLayers(layers: readonly MissingFile[]): RuleFinding {
  const sorted = layers.toSorted((a, b) => compare(a.entry.path, b.entry.path) || compare(a.wanted, b.wanted));
  const named = sorted.slice(0, MOST_NAMED).map(({ entry, reference }) => `${reference.name} in ${entry.path}`);
  const rest = sorted.length - named.length;
  const many = sorted.length === 1 ? 'A night or normal texture is' : `${sorted.length} night or normal textures are`;
  return {
    severity: 'note',
    key: 'layers',
    message: `${many} named, but not there: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`,
    why: 'The objects are drawn without lights at night or without bumps. If that is meant, take the lines out: X-Plane looks for the files each time.',
  };
}

function otherCase(found: Misspelling, spellings: Spellings): RuleFinding {
  const fix = fixSpelling(found, spellings);
  return {
    severity: 'warning',
    path: found.entry.path,
    key: found.reference.name,
    message: `It names ${found.reference.name}, but the file is spelled ${found.actual}.`,
    ...(fix && { fix }),
  };
}

function countBy(entries: readonly FileEntry[], nameOf: (path: string) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { path } of entries) counts.set(nameOf(path), (counts.get(nameOf(path)) ?? 0) + 1);
  return counts;
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
