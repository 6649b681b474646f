import { LANGUAGES, type Language } from '../contract/languages.ts';
import { words as english } from './en/registry-pages/index.ts';
import type { RegistryPagesWords } from './registry-pages-words.ts';

export type { RegistryPagesWords };

const known = new Map<Language, RegistryPagesWords>([['en', english]]);

// A registry answers each reader in their own language, so all of them are there.
for (const language of LANGUAGES) {
  const { words }: { words: RegistryPagesWords } = await import(`./${language}/registry-pages/index.ts`);
  known.set(language, words);
}

export function registryPagesWords(language: Language): RegistryPagesWords {
  return known.get(language) ?? english;
}
