import { create } from 'zustand';
import { LANGUAGES, type Language } from '../../preload/contract/languages.ts';

interface Chosen {
  readonly language: Language;
  /** For Intl: the language as the system has it with its region, so that dates are those the author is used to. */
  readonly locale: string;
}

export const useLanguage = create<Chosen>()(() => chosen(systemLanguage()));

/** For formats and sentences made outside of components, always the language of this moment. */
export function locale(): string {
  return useLanguage.getState().locale;
}

export function speak(wanted: Language | 'system'): void {
  const language = wanted === 'system' ? systemLanguage() : wanted;
  if (language !== useLanguage.getState().language) useLanguage.setState(chosen(language));
}

function chosen(language: Language): Chosen {
  return { language, locale: systemTags().find((tag) => languageOf(tag) === language) ?? language };
}

// The first of the system's languages that Loadmaster speaks.
function systemLanguage(): Language {
  for (const tag of systemTags()) {
    const known = LANGUAGES.find((language) => language === languageOf(tag));
    if (known) return known;
  }
  return 'en';
}

function systemTags(): readonly string[] {
  return navigator.languages;
}

function languageOf(tag: string): string {
  return tag.split('-', 1)[0]?.toLowerCase() ?? '';
}
