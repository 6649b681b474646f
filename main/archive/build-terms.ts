import type { BuiltArchive } from '../../preload/contract.ts';
import type { ArchiveProgress } from './progress.ts';

// What is asked of a build, and what it gives.

export type ArchiveLevel = 1 | 6;

export interface BuildOptions {
  readonly out: string;
  /** 1 for a quick rehearsal, 6 for a release. */
  readonly level?: ArchiveLevel;
  /** An archive built earlier: what has not changed since is taken from it. It may be `out` itself. */
  readonly previous?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ArchiveProgress) => void;
  readonly workers?: number;
}

/** An archive and where it was written. */
export interface BuiltFile extends BuiltArchive {
  readonly path: string;
}
