import type { FileEntry } from '../../scan/entry.ts';
import type { FileContents } from '../file-contents.ts';
import type { Rule, RuleFinding } from '../rule.ts';

/** Smaller ones are not worth an author's time. */
const LEAST = 256 * 1024;

export const duplicates: Rule = {
  id: 'duplicates',
  why: 'The same content twice is downloaded twice.',
  async check({ scan, contents, signal }) {
    const files = scan.entries.filter(({ size, link }) => size >= LEAST && link === undefined);
    const findings: RuleFinding[] = [];
    for (const sameSize of Map.groupBy(files, ({ size }) => size).values()) {
      if (sameSize.length < 2) continue;
      signal?.throwIfAborted();
      for (const same of await sameContent(sameSize, contents)) {
        const [first, ...others] = same;
        if (!first) continue;
        const wasted = (first.size * others.length) / 1024 / 1024;
        findings.push({
          severity: 'note',
          path: first.path,
          message: `The same content is also in ${others.map(({ path }) => path).join(', ')}: ${wasted.toFixed(1)} MB twice.`,
        });
      }
    }
    return findings;
  },
};

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
    const name = await key(entry).catch(() => null);
    if (name === null) continue;
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return groups;
}
