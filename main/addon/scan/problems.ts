import type { Message } from '../../../preload/messages/index.ts';
import type { WindowsNameFault } from '../../../protocol/index.ts';

/** What the walk met that an author should know. Preflight makes findings of these; the scan only tells what it saw. */
export type ScanProblem =
  | { readonly kind: 'unreadable'; readonly path: string; readonly what: 'folder' | 'file'; readonly code: string }
  | { readonly kind: 'special-file'; readonly path: string; readonly what: 'pipe' | 'socket' | 'device' }
  | { readonly kind: 'ignore-rule'; readonly path: string; readonly message: Message }
  /** `path` has U+FFFD where the bytes make no character; such a file is not in the entries, for no archive can name it. */
  | { readonly kind: 'not-unicode'; readonly path: string; readonly bytes: string }
  | { readonly kind: 'differs-by-case'; readonly path: string; readonly others: readonly string[] }
  | { readonly kind: 'differs-by-unicode-form'; readonly path: string; readonly others: readonly string[] }
  | { readonly kind: 'windows-name'; readonly path: string; readonly reason: WindowsNameFault }
  | { readonly kind: 'long-path'; readonly path: string; readonly length: number; readonly limit: number };

/** Problems found while reading the disk; the others follow from the names alone and are worked out again from the entries. */
export type DiskProblem = Extract<ScanProblem, { kind: 'unreadable' | 'special-file' | 'not-unicode' }>;

const DISK_PROBLEMS: ReadonlySet<ScanProblem['kind']> = new Set(['unreadable', 'special-file', 'not-unicode']);

export function isDiskProblem(problem: ScanProblem): problem is DiskProblem {
  return DISK_PROBLEMS.has(problem.kind);
}
