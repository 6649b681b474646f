import type { Language } from '../contract/languages.ts';
import type { Codes, Explanation } from './codes.ts';
import { codes } from './en/codes.ts';
import { messages } from './en/index.ts';
import type { Messages } from './message.ts';

/** All sentences of a language that main's messages and errors become. */
export interface Sentences {
  readonly messages: Messages;
  readonly codes: Codes;
  /** Of errors that carry no message, as older journals hold them. Main says those in English by itself. */
  readonly ownCodes: Readonly<Record<string, Explanation>>;
}

const ENGLISH: Sentences = { messages, codes, ownCodes: {} };
const known = new Map<string, Sentences>([['en', ENGLISH]]);

/** English is always there. Main knows every language; the page the one it shows, so that nobody waits for another. */
export function knowSentences(all: Readonly<Record<string, { readonly sentences: Sentences }>>): void {
  for (const [language, { sentences }] of Object.entries(all)) known.set(language, sentences);
}

export function sentencesOf(language: Language): Sentences {
  return known.get(language) ?? ENGLISH;
}
