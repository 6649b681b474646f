import type { BigIntStats } from 'node:fs';
import { fault, reasonOf } from '../../../preload/messages/index.ts';
import { ArchiveError, codeOf } from '../archive-error.ts';
import type { FileFacts } from '../workers/worker-protocol.ts';

// A file of the add-on: whether it still is what the plan says, and what to say when it is not.

export function isSame(stats: BigIntStats, file: FileFacts): boolean {
  return stats.size === BigInt(file.size) && stats.mtimeNs === file.mtimeNs && stats.ino === file.ino && stats.isFile();
}

export function changed(file: FileFacts): ArchiveError {
  return new ArchiveError(fault('file_changed.packing', file.path), file.path);
}

export function missing(file: FileFacts): ArchiveError {
  return new ArchiveError(fault('file_missing.packing', file.path), file.path);
}

export function readFault(error: unknown, file: FileFacts): ArchiveError {
  if (error instanceof ArchiveError) return error;
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return missing(file);
  return new ArchiveError(fault('file_unreadable.packing', file.path, reasonOf(error)), file.path);
}
