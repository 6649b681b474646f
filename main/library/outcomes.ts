import { errorText } from '../../preload/contract/error-text.ts';
import type { AppError, Outcome } from '../../preload/contract.ts';

export const done: Outcome<null> = { ok: true, value: null };

export function ok<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function fail(
  code: string,
  message: string,
  more: Omit<AppError, 'code' | 'message'> = {},
): { ok: false; error: AppError } {
  return { ok: false, error: { code, message, ...more } };
}

/** What the system says when a file cannot be had, as a sentence for authors. */
export function diskError(cause: unknown, path: string): { ok: false; error: AppError } {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  switch (code) {
    case 'ENOENT':
      return fail('not_found', `${path} is not there any more.`, {
        hint: 'Was it moved, renamed, or is its disk unplugged?',
      });
    case 'EACCES':
    case 'EPERM':
      return fail('not_allowed', `Loadmaster may not open ${path}.`, { hint: "Check the folder's permissions." });
    case 'ENOSPC':
      return fail('disk_full', 'The disk is full.', {
        hint: 'Make room, then try again; nothing was lost.',
        retry: 'repeat',
      });
    case 'EROFS':
      return fail('read_only', `${path} is on a disk that cannot be written.`);
    case 'ENOTDIR':
      return fail('not_a_folder', `${path} is a file, not a folder.`);
    default:
      return fail('disk_error', `${path} could not be used: ${errorText(cause)}`);
  }
}
