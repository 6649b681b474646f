import type { FileEntry } from '../../scan/entry.ts';
import { ignoreFix } from '../fixes-offered.ts';
import type { Rule, RuleFinding } from '../rule.ts';
import { isOnlySceneryProject } from '../scenery-project.ts';
import { sizeText } from '../size-text.ts';

interface Leftover {
  /** For the ignore file; a plain name, or `*` and an ending. */
  readonly pattern: string;
  readonly what: string;
  /** It tells others something about the author: worth a warning however small it is. */
  readonly isPrivate?: true;
}

const WED_FILE = 'earth.wed.xml';

/** What programs write while an add-on is made. X-Plane reads none of it. */
const LEFTOVERS: readonly Leftover[] = [
  { pattern: '*.crash.xml', what: 'what WorldEditor saved when it stopped working' },
  { pattern: 'validation_report.txt', what: 'a report of WorldEditor about its checks' },
  { pattern: '*.pss_autosave', what: 'a copy an editor saved by itself' },
  { pattern: '*.autosave', what: 'a copy an editor saved by itself' },
  { pattern: '*.pdb', what: 'for a debugger, and names folders of your machine', isPrivate: true },
  { pattern: '*.ilk', what: 'for the linker of Visual Studio' },
  { pattern: '*.idb', what: 'for the compiler of Visual Studio' },
  { pattern: '*.suo', what: 'your settings in Visual Studio' },
  { pattern: '*.tlog', what: 'a log of Visual Studio' },
  { pattern: '*.ipch', what: 'a cache of Visual Studio' },
  { pattern: '*.vcxproj.user', what: 'your settings in Visual Studio' },
];

const MB = 1024 * 1024;
/** From so much on the file of WorldEditor is worth a warning. */
const LARGE_SHARE = 0.25;
const LARGE_BYTES = 10 * MB;

/** Files that were of use while the add-on was made, one finding for each kind. */
export const leftovers: Rule = {
  id: 'leftovers',
  why: 'X-Plane does not read these files; users download them for nothing.',
  check({ scan, detection }) {
    const found = new Map<Leftover, FileEntry[]>();
    const wed: FileEntry[] = [];
    for (const entry of scan.entries) {
      const name = entry.path.slice(entry.path.lastIndexOf('/') + 1).toLowerCase();
      if (name === WED_FILE) wed.push(entry);
      const leftover = LEFTOVERS.find(({ pattern }) => isNamedLike(name, pattern));
      if (leftover !== undefined) found.set(leftover, [...(found.get(leftover) ?? []), entry]);
    }
    const findings = [...found].map(([leftover, entries]) => leftBehind(leftover, entries, scan.root));
    const all = scan.entries.reduce((sum, { size }) => sum + size, 0);
    // Where the file of WorldEditor is all there is, `source-only` tells what to do.
    return wed.length > 0 && !isOnlySceneryProject(scan, detection)
      ? [wedFinding(wed, all, scan.root), ...findings]
      : findings;
  },
};

function isNamedLike(name: string, pattern: string): boolean {
  return pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : name === pattern;
}

function leftBehind({ pattern, what, isPrivate }: Leftover, entries: readonly FileEntry[], root: string): RuleFinding {
  const [first] = entries;
  const bytes = bytesOf(entries);
  const many = entries.length === 1 ? 'This file is' : `${entries.length} files like this are each`;
  return {
    severity: isPrivate || bytes >= MB ? 'warning' : 'note',
    path: first?.path ?? '',
    key: pattern,
    message: `${many} ${what}, ${sizeText(bytes)}${entries.length === 1 ? '' : ' together'}.`,
    fix: ignoreFix(root, pattern),
  };
}

function wedFinding(entries: readonly FileEntry[], all: number, root: string): RuleFinding {
  const bytes = bytesOf(entries);
  const share = bytes / Math.max(1, all);
  const large = bytes >= LARGE_BYTES || (share >= LARGE_SHARE && bytes >= MB);
  return {
    severity: large ? 'warning' : 'note',
    path: entries[0]?.path ?? '',
    key: WED_FILE,
    message: `This is the file WorldEditor works on, ${sizeText(bytes)}, ${percent(share)} of the add-on. X-Plane reads the apt.dat and .dsf made from it.`,
    why: 'Users download it for nothing. Some authors send it along so that others can go on with the scenery; if you do not mean that, leave it out.',
    fix: ignoreFix(root, WED_FILE),
  };
}

function percent(share: number): string {
  return share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`;
}

function bytesOf(entries: readonly FileEntry[]): number {
  return entries.reduce((sum, { size }) => sum + size, 0);
}
