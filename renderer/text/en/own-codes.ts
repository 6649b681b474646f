/** What is the matter, and what to do. */
export type OwnText = readonly [sentence: string, hint: string];

/** Main's own errors say themselves in English, with what they know of the case; other languages say what the code means. */
export function ownCode(_code: string): OwnText | null {
  return null;
}
