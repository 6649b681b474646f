import { errorText } from '../../../preload/contract/error-text.ts';
import { ArchiveError, codeOf } from '../archive-error.ts';
import type { WorkerFault } from './worker-protocol.ts';

/** An error's class does not survive the way between threads, so it travels as data. */
export function faultOf(error: unknown): WorkerFault {
  if (error instanceof ArchiveError) return { code: error.code, message: error.message, path: error.path };
  return {
    code: codeOf(error) === 'ENOSPC' ? 'disk_full' : 'worker_failed',
    message: errorText(error),
    path: undefined,
  };
}

export function errorOf(fault: WorkerFault): ArchiveError {
  return new ArchiveError(fault.code, fault.message, fault.path);
}
