import { text } from '../text/text.ts';

/** What a registry's status is called. What failed keeps the code that authors quote, and so does what nobody knows. */
export function statusWord(status: string): string {
  const words: Readonly<Record<string, string>> = text.versions.statuses;
  return words[status] ?? status;
}
