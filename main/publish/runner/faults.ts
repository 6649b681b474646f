import type { AppError } from '../../../preload/contract.ts';
import { fault, reasonInside } from '../../../preload/messages/index.ts';
import type { ArchiveFault } from '../client/index.ts';

// Errors that arise on this machine. Each says what is true, and what one click can do about it.

export function archiveFault(reason: ArchiveFault['reason']): AppError {
  return {
    ...fault(`archive_${reason}.text`),
    retry: 'rebuild',
  };
}

export function noAddon(): AppError {
  return fault('unknown_addon.folder');
}

export function journalFailed(cause: unknown): AppError {
  const error = isDiskFull(cause) ? fault('disk_full.noting') : fault('journal_failed.because', reasonInside(cause));
  return { ...error, retry: 'repeat' };
}

export function buildFailed(cause: unknown): AppError {
  const said = cause instanceof Error && 'error' in cause ? cause.error : cause;
  if (isAppError(said)) return said;
  if (isDiskFull(cause)) {
    return { ...fault('disk_full.building'), retry: 'rebuild' };
  }

  return { ...fault('build_failed.because', reasonInside(cause)), retry: 'rebuild' };
}

export function unexpected(cause: unknown): AppError {
  return {
    ...fault('internal.because', reasonInside(cause)),
    retry: 'repeat',
  };
}

/** A builder may say everything itself. */
function isAppError(cause: unknown): cause is AppError {
  if (typeof cause !== 'object' || cause === null || cause instanceof Error) return false;
  return 'code' in cause && typeof cause.code === 'string' && 'message' in cause && typeof cause.message === 'string';
}

function isDiskFull(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  if ('code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EDQUOT')) return true;
  return /database or disk is full/i.test(cause.message);
}
