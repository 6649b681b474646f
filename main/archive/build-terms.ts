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

export interface BuiltArchive {
  readonly path: string;
  readonly manifestPath: string;
  readonly size: number;
  readonly sha256: string;
  readonly files: number;
  /** Of the files in it. */
  readonly bytes: number;
  /** Of these, the bytes of files that were taken from the previous archive. */
  readonly reusedBytes: number;
  readonly durationMs: number;
}
