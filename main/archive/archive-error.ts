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
  readonly code: ArchiveErrorCode;
  readonly path: string | undefined;

  constructor(code: ArchiveErrorCode, message: string, path?: string) {
    super(message);
    this.name = 'ArchiveError';
    this.code = code;
    this.path = path;
  }
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled();
}

export function cancelled(): ArchiveError {
  return new ArchiveError('cancelled', 'Packing was cancelled. Nothing was written.');
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
