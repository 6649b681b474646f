import type { Language } from '../contract/languages.ts';
import { words as english } from './en/registry-pages/index.ts';
import { OTHER_LANGUAGES } from './every-language.ts';
import type { RegistryPagesWords } from './registry-pages-words.ts';

export type { RegistryPagesWords };

/** A registry answers each reader in their own language, so all of them are there. */
export function registryPagesWords(language: Language): RegistryPagesWords {
  return language === 'en' ? english : OTHER_LANGUAGES[language].registryPages;
}
