import { SELECTION_LENGTH } from './selection.ts';

/** What people type, met half-way: edges trimmed, letters lowered. Text that is too long anyway is left as it is. */
export function tidySelection(text: string): string {
  const trimmed = text.trim();
  return trimmed.length > SELECTION_LENGTH.max ? trimmed : trimmed.toLowerCase();
}

/**
 * The same for X-Plane versions. X-Plane writes its release candidates `12.1.4-r3`, where X-Pkg knows only `12.1.4r3`
 * and would read a range.
 */
export function tidyXPlaneSelection(text: string): string {
  const tidy = tidySelection(text);
  return tidy.length > SELECTION_LENGTH.max ? tidy : tidy.replace(/(\d)-([abr]\d)/g, '$1$2');
}
