import { eachAtOnce } from '../../disk/index.ts';
import type { FileEntry } from '../scan/entry.ts';
import type { Candidate } from './candidate.ts';
import type { Facts } from './facts.ts';

const READ_AT_ONCE = 16;

/** How a file begins that bears an ending of X-Plane's and is another program's. */
const FOREIGN_TEXTS: readonly (readonly [path: RegExp, text: RegExp])[] = [
  // Steam keeps lists of what is installed, `"AppState" {`, as appmanifest_440.acf.
  [/\.acf$/i, /^\s*["<{[]/],
  // Pipelines of XProc are XML.
  [/\.xpl$/i, /^\s*<[?!a-z]/i],
  // Navigation data says which cycle it is of.
  [/(?:^|\/)cycle\.json$/i, /^\s*(?:\[|\{(?![\s\S]*"cycle"))/i],
];

/** The add-ons that files of X-Plane's tell of; what only other programs' files tell of is none. */
export async function withoutForeignFiles(
  found: readonly Candidate[],
  files: readonly FileEntry[],
  facts: Facts,
): Promise<Candidate[]> {
  const doubtful = new Set(found.flatMap(({ markers }) => markers.filter((path) => foreignText(path) !== undefined)));
  if (doubtful.size === 0) return [...found];
  const foreign = new Set<string>();
  const entries = files.filter(({ path }) => doubtful.has(path));
  await eachAtOnce(entries, READ_AT_ONCE, async (entry) => {
    if (await isForeignFile(entry, facts)) foreign.add(entry.path);
  });
  return found.flatMap((candidate) => {
    const markers = candidate.markers.filter((path) => !foreign.has(path));
    return markers.length > 0 ? [{ ...candidate, markers }] : [];
  });
}

export async function isForeignFile(entry: FileEntry, facts: Facts): Promise<boolean> {
  const text = foreignText(entry.path);
  if (text === undefined) return false;
  // A program is no text, and its header is read anyway.
  if (/\.xpl$/i.test(entry.path) && (await facts.binaryHeader(entry)) !== undefined) return false;
  return text.test(await facts.beginning(entry));
}

function foreignText(path: string): RegExp | undefined {
  return FOREIGN_TEXTS.find(([name]) => name.test(path))?.[1];
}
