import { errorText } from '../../../preload/contract/error-text.ts';
import { fault } from '../../../preload/messages/index.ts';
import { ArchiveError, codeOf } from '../archive-error.ts';
import type { WorkerFault } from './worker-protocol.ts';

/** An error's class does not survive the way between threads, so it travels as data. */
export function faultOf(error: unknown): WorkerFault {
  if (error instanceof ArchiveError) return { error: error.error, path: error.path };
  const id = codeOf(error) === 'ENOSPC' ? 'disk_full.worker' : 'worker_failed.says';
  return { error: fault(id, errorText(error)), path: undefined };
}

export function errorOf({ error, path }: WorkerFault): ArchiveError {
  return new ArchiveError(error, path);
}
