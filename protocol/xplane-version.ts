import { SELECTION_LENGTH } from './selection.ts';

/**
 * What authors type for X-Plane versions, brought nearer to the grammar: X-Plane writes its release candidates
 * `12.1.4-r3`, where X-Pkg knows only `12.1.4r3` and would read a range.
 */
export function tidyXPlaneSelection(text: string): string {
  if (text.length > SELECTION_LENGTH.max) return text;
  return text
    .trim()
    .toLowerCase()
    .replace(/(\d)-([abr]\d)/g, '$1$2');
}
