import { message } from '../../../../../preload/messages/index.ts';
import type { FileEntry } from '../../../scan/entry.ts';
import type { FileContents } from '../../file-contents.ts';
import { publishedEntries } from '../../published.ts';
import type { Rule, RuleFinding } from '../../rule.ts';

/** Smaller ones are not worth an author's time. */
const LEAST = 256 * 1024;
const MOST_NAMED = 3;
/** Copies of one file that are named; fifty paths in a sentence are read by nobody. */
const MOST_COPIES = 4;
/** Each plugin needs its own libraries, and systems look for one under each of its names: no copy can go. */
const PROGRAM = /\.(?:xpl|dll|dylib|so(?:\.\d+)*)$/i;

export const duplicates: Rule = {
  id: 'duplicates',
  async check(context) {
    const { contents, detection, signal } = context;
    // What Loadmaster does not know may need each of its files where it is.
    if (detection.candidates.length === 0) return [];
    const files = (await publishedEntries(context)).filter(
      ({ path, size, link }) => size >= LEAST && link === undefined && !PROGRAM.test(path),
    );
    const groups: FileEntry[][] = [];
    for (const sameSize of Map.groupBy(files, ({ size }) => size).values()) {
      if (sameSize.length < 2) continue;
      signal?.throwIfAborted();
      for (const same of await sameContent(sameSize, contents)) {
        if (!isNeededTwice(same)) groups.push(same);
      }
    }
    return groups.length > 0 ? [asNote(groups)] : [];
  },
};

/** Each livery brings the textures it replaces, and an icon comes in two sizes that may be one picture. */
function isNeededTwice(same: readonly FileEntry[]): boolean {
  const places = same.map(({ path }) => /^(.*\/liveries\/|liveries\/)[^/]+\//i.exec(`${path}`)?.[0] ?? path);
  const inLiveries =
    new Set(places).size === same.length && places.every((place, index) => place !== same[index]?.path);
  const icons = new Set(same.map(({ path }) => path.replace(/_icon11(?:_thumb)?\.png$/i, '')));
  return inLiveries || icons.size === 1;
}

/** One note: an author frees the space or does not, and forty lines say no more than one. */
function asNote(groups: readonly (readonly FileEntry[])[]): RuleFinding {
  const wasted = (same: readonly FileEntry[]) => (same[0]?.size ?? 0) * (same.length - 1);
  const sorted = groups.toSorted((a, b) => wasted(b) - wasted(a));
  const total = groups.reduce((sum, same) => sum + wasted(same), 0);
  const named = sorted.slice(0, MOST_NAMED).map(copies);
  return {
    severity: 'note',
    ...(groups.length === 1 && { path: sorted[0]?.[0]?.path ?? '' }),
    message: message('duplicates.found', groups.length, total, named),
  };
}

function copies(same: readonly FileEntry[]): string {
  const named = same.slice(0, MOST_COPIES).map(({ path }) => path);
  return [...named, ...(same.length > named.length ? [`… (${same.length})`] : [])].join(' = ');
}

/** By their edges first, which is nearly always enough to tell files apart; whole only where those agree. */
async function sameContent(entries: readonly FileEntry[], contents: FileContents): Promise<FileEntry[][]> {
  const groups: FileEntry[][] = [];
  for (const alike of (await groupBy(entries, contents.edges)).values()) {
    if (alike.length < 2) continue;
    for (const same of (await groupBy(alike, contents.hash)).values()) if (same.length > 1) groups.push(same);
  }
  return groups;
}

async function groupBy(
  entries: readonly FileEntry[],
  key: (entry: FileEntry) => Promise<string>,
): Promise<Map<string, FileEntry[]>> {
  const groups = new Map<string, FileEntry[]>();
  for (const entry of entries) {
    // A file that cannot be read has a finding already.
    const name = await key(entry).catch(() => undefined);
    if (name === undefined) continue;
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return groups;
}
