import { type Messages, message } from '../../../../../preload/messages/index.ts';
import type { FileEntry } from '../../../scan/entry.ts';
import { ignoreFix } from '../../fixes-offered.ts';
import { isLargeShare } from '../../large-share.ts';
import { publishedEntries } from '../../published.ts';
import type { Rule, RuleFinding } from '../../rule.ts';

interface Leftover {
  /** For the ignore file; a plain name, or `*` and an ending. */
  readonly pattern: string;
  readonly what: Parameters<Messages['leftovers']['left']>[1];
  /** It tells others something about the author: worth a warning however small it is. */
  readonly isPrivate?: true;
}

const WED_FILE = 'earth.wed.xml';

/** What programs write while an add-on is made. X-Plane reads none of it. */
const LEFTOVERS: readonly Leftover[] = [
  { pattern: '*.crash.xml', what: 'wedCrash' },
  { pattern: 'validation_report.txt', what: 'wedReport' },
  { pattern: '*.pss_autosave', what: 'autosave' },
  { pattern: '*.autosave', what: 'autosave' },
  { pattern: '*.pdb', what: 'debugger', isPrivate: true },
  { pattern: '*.ilk', what: 'linker' },
  { pattern: '*.idb', what: 'compiler' },
  { pattern: '*.suo', what: 'settings' },
  { pattern: '*.tlog', what: 'log' },
  { pattern: '*.ipch', what: 'cache' },
  { pattern: '*.vcxproj.user', what: 'settings' },
];

/** The endings of all of them: most files of an add-on have another one. */
const ENDINGS: ReadonlySet<string> = new Set([WED_FILE, ...LEFTOVERS.map(({ pattern }) => pattern)].map(endingOf));

const MB = 1024 * 1024;

/** Files that were of use while the add-on was made, one finding for each kind. */
export const leftovers: Rule = {
  id: 'leftovers',
  async check(context) {
    const { root } = context.scan;
    const entries = await publishedEntries(context);
    const found = new Map<Leftover, FileEntry[]>();
    const wed: FileEntry[] = [];
    for (const entry of entries) {
      const name = entry.path.slice(entry.path.lastIndexOf('/') + 1).toLowerCase();
      if (!ENDINGS.has(endingOf(name))) continue;
      if (name === WED_FILE) wed.push(entry);
      const leftover = LEFTOVERS.find(({ pattern }) => isNamedLike(name, pattern));
      if (leftover !== undefined) found.set(leftover, [...(found.get(leftover) ?? []), entry]);
    }
    const findings = [...found].map(([leftover, some]) => leftBehind(leftover, some, root));
    const all = entries.reduce((sum, { size }) => sum + size, 0);
    return wed.length > 0 ? [wedFinding(wed, all, root), ...findings] : findings;
  },
};

function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function isNamedLike(name: string, pattern: string): boolean {
  return pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : name === pattern;
}

function leftBehind({ pattern, what, isPrivate }: Leftover, entries: readonly FileEntry[], root: string): RuleFinding {
  const [first] = entries;
  const bytes = bytesOf(entries);
  return {
    severity: isPrivate || bytes >= MB ? 'warning' : 'note',
    path: first?.path ?? '',
    key: pattern,
    message: message('leftovers.left', entries.length, what, bytes),
    fix: ignoreFix(root, pattern),
  };
}

function wedFinding(entries: readonly FileEntry[], all: number, root: string): RuleFinding {
  const bytes = bytesOf(entries);
  const share = bytes / Math.max(1, all);
  return {
    severity: isLargeShare(bytes, all) ? 'warning' : 'note',
    path: entries[0]?.path ?? '',
    key: WED_FILE,
    message: message('leftovers.worldEditor', entries.length, bytes, share),
    why: message('leftovers.whyWorldEditor'),
    fix: ignoreFix(root, WED_FILE),
  };
}

function bytesOf(entries: readonly FileEntry[]): number {
  return entries.reduce((sum, { size }) => sum + size, 0);
}
