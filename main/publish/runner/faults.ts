import { errorText } from '../../../preload/contract/error-text.ts';
import type { AppError } from '../../../preload/contract.ts';
import type { ArchiveFault } from '../client/index.ts';

// Errors that arise on this machine. Each says what is true, and what one click can do about it.

export const archiveFault = (reason: ArchiveFault['reason']): AppError => ({
  code: `archive_${reason}`,
  message: {
    gone: 'The archive that was built for this version is gone.',
    changed: 'The archive is not the one that was checked: its bytes have changed since.',
    unreadable: 'The archive cannot be read.',
  }[reason],
  hint: 'Nothing of it was accepted. Retry builds it again.',
  retry: 'rebuild',
});

export const noAddon = (): AppError => ({
  code: 'unknown_addon',
  message: 'The folder this version was made from is not in the Hangar.',
  hint: 'Add the add-on again, then retry.',
});

export const journalFailed = (cause: unknown): AppError => {
  const full = isDiskFull(cause);
  return {
    code: full ? 'disk_full' : 'journal_failed',
    message: full
      ? 'The disk is full, so Loadmaster could not note what it was about to do, and did not do it.'
      : `Loadmaster could not note what it was about to do, and did not do it: ${textOf(cause)}.`,
    hint: full ? 'Free some space, then retry.' : 'Check that the data folder can be written, then retry.',
    retry: 'repeat',
  };
};

export const buildFailed = (cause: unknown): AppError => {
  const said = cause instanceof Error && 'error' in cause ? cause.error : cause;
  if (isAppError(said)) return said;
  if (isDiskFull(cause)) {
    const hint = 'Free some space, or move the cache folder, then retry.';
    return { code: 'disk_full', message: 'The disk is full: the archive could not be built.', hint, retry: 'rebuild' };
  }
  const message = `The archive could not be built: ${textOf(cause)}.`;
  return { code: 'build_failed', message, hint: 'Check the add-on, then retry.', retry: 'rebuild' };
};

export const unexpected = (cause: unknown): AppError => ({
  code: 'internal',
  message: `Something went wrong inside Loadmaster: ${textOf(cause)}.`,
  hint: 'Nothing is lost. Retry, and report this if it happens again.',
  retry: 'repeat',
});

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

function textOf(cause: unknown): string {
  return errorText(cause).replace(/\.+$/, '');
}
