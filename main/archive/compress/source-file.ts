import type { BigIntStats } from 'node:fs';
import { errorText } from '../../../preload/contract/error-text.ts';
import { ArchiveError, codeOf } from '../archive-error.ts';
import type { FileFacts } from './worker-protocol.ts';

// A file of the add-on: whether it still is what the plan says, and what to say when it is not.

export function isSame(stats: BigIntStats, file: FileFacts): boolean {
  return stats.size === BigInt(file.size) && stats.mtimeNs === file.mtimeNs && stats.ino === file.ino && stats.isFile();
}

export function changed(file: FileFacts): ArchiveError {
  return new ArchiveError('file_changed', `"${file.path}" changed while it was packed. Pack again.`, file.path);
}

export function missing(file: FileFacts): ArchiveError {
  return new ArchiveError('file_missing', `"${file.path}" is gone since the folder was read. Pack again.`, file.path);
}

export function readFault(error: unknown, file: FileFacts): ArchiveError {
  if (error instanceof ArchiveError) return error;
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return missing(file);
  return new ArchiveError('file_unreadable', `"${file.path}" cannot be read: ${errorText(error)}`, file.path);
}
