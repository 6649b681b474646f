import type { Language } from '../contract/languages.ts';
import { english } from './en/terminal/index.ts';
import type { TerminalWords } from './terminal-words.ts';

export { english, type TerminalWords };

/** Another language is read when it is spoken, so that no command waits for it. */
const LOADERS: Readonly<Record<Language, () => Promise<TerminalWords>>> = {
  en: async () => english,
  de: async () => (await import('./de/terminal/index.ts')).german,
};

export function terminalWords(language: Language): Promise<TerminalWords> {
  return LOADERS[language]();
}
