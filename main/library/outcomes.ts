import type { AppError, Nothing, Outcome } from '../../preload/contract.ts';
import { errorIn, fault, reasonOf } from '../../preload/messages/index.ts';

export const done: Outcome<Nothing> = { ok: true, value: null };

export function ok<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function fail(
  error: AppError,
  more: Omit<AppError, 'code' | 'message' | 'said'> = {},
): { ok: false; error: AppError } {
  return { ok: false, error: { ...error, ...more } };
}

/** What the system says when a file cannot be had, as a sentence for authors; what says its own words keeps them. */
export function diskError(cause: unknown, path: string): { ok: false; error: AppError } {
  const own = errorIn(cause);
  if (own !== undefined) return fail(own);
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  switch (code) {
    case 'ENOENT':
      return fail(fault('not_found.text', path));
    case 'EACCES':
    case 'EPERM':
      return fail(fault('not_allowed.open', path));
    case 'ENOSPC':
      return fail(fault('disk_full.text'), { retry: 'repeat' });
    case 'EROFS':
      return fail(fault('read_only.text', path));
    case 'ENOTDIR':
      return fail(fault('not_a_folder.text', path));
    default:
      return fail(fault('disk_error.because', path, reasonOf(cause)));
  }
}
