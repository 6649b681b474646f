import { errorText } from '../../../preload/contract/error-text.ts';

/** What went wrong on the registry's own side, in a sentence for the author. */
export function describeFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'The disk of the registry is full.';
  return errorText(error);
}
