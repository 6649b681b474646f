import { eachAtOnce } from '../../disk/index.ts';
import type { FileEntry } from '../scan/entry.ts';
import type { Candidate } from './candidate.ts';
import type { Facts } from './facts.ts';

const READ_AT_ONCE = 16;

/** A text shorter than this says nothing: a name alone then decides. */
const LEAST_TEXT = 40;
/** What Git leaves in the place of a large file says nothing of the file. */
const LFS_POINTER = /^version https:\/\/git-lfs/;

interface Shared {
  readonly name: RegExp;
  /** What X-Plane's says at its beginning where it is a text; without it X-Plane's is none. */
  readonly ofXPlane?: RegExp;
  /** What shows, however short the text is, that it is another program's. */
  readonly ofForeign?: RegExp;
}

/** Names of X-Plane's that other programs give their files too, and how the two are told apart. */
const SHARED_NAMES: readonly Shared[] = [
  // Up to X-Plane 9 an aircraft is no text. Steam keeps lists of what is installed, `"AppState" {`, as appmanifest_440.acf.
  {
    name: /\.acf$/i,
    ofXPlane: /^\s*[AI]\s+\d+\s+(?:version|ACF)\b|PROPERTIES_BEGIN|^P \w+\//im,
    ofForeign: /^\s*["<{[]/,
  },
  // Pipelines of XProc are XML.
  { name: /\.xpl$/i, ofForeign: /^\s*<[?!a-z]/i },
  // Navigation data says which cycle it is of.
  { name: /(?:^|\/)cycle\.json$/i, ofXPlane: /"cycle"/i, ofForeign: /^\s*(?:\[|\{(?![\s\S]*"cycle"))/i },
  { name: /(?:^|\/)library\.txt$/i, ofXPlane: /\bLIBRARY\b|^\s*(?:EXPORT|REGION)/m },
];

/** The add-ons that files of X-Plane's tell of; what only other programs' files tell of is none. */
export async function withoutForeignFiles(
  found: readonly Candidate[],
  files: readonly FileEntry[],
  facts: Facts,
): Promise<Candidate[]> {
  const doubtful = new Set(found.flatMap(({ markers }) => markers.filter((path) => sharedName(path) !== undefined)));
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
  const shared = sharedName(entry.path);
  if (shared === undefined) return false;
  // A program is no text, and its header is read anyway.
  if (/\.xpl$/i.test(entry.path) && (await facts.binaryHeader(entry)) !== undefined) return false;
  const text = await facts.beginning(entry);
  if (shared.ofForeign?.test(text)) return true;
  const saysNothing = text.length < LEAST_TEXT || text.includes('\0') || LFS_POINTER.test(text);
  return !saysNothing && shared.ofXPlane?.test(text) !== true;
}

function sharedName(path: string): Shared | undefined {
  return SHARED_NAMES.find(({ name }) => name.test(path));
}
