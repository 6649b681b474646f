import { fault, type OwnError } from '../../preload/messages/index.ts';
export type ArchiveErrorCode =
  | 'cancelled'
  | 'file_changed'
  | 'file_missing'
  | 'file_unreadable'
  | 'output_inside_addon'
  | 'output_unwritable'
  | 'disk_full'
  | 'not_an_archive'
  | 'worker_failed';

// What the build reports instead of an archive; `path` names the file it is about.
export class ArchiveError extends Error {
  readonly error: OwnError<ArchiveErrorCode>;
  readonly path: string | undefined;

  constructor(error: OwnError<ArchiveErrorCode>, path?: string) {
    super(error.message);
    this.name = 'ArchiveError';
    this.error = error;
    this.path = path;
  }

  get code(): ArchiveErrorCode {
    return this.error.code;
  }
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled();
}

export function cancelled(): ArchiveError {
  return new ArchiveError(fault('cancelled.packing'));
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
