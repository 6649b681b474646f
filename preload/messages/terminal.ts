import type { Language } from '../contract/languages.ts';
import { words as english } from './en/terminal/index.ts';
import type { TerminalWords } from './terminal-words.ts';

export { english, type TerminalWords };

/** Another language is read when it is spoken, so that no command waits for it. */
export async function terminalWords(language: Language): Promise<TerminalWords> {
  if (language === 'en') return english;
  const { words }: { words: TerminalWords } = await import(`./${language}/terminal/index.ts`);
  return words;
}
