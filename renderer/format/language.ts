import { create } from 'zustand';
import { type Language, languageOf } from '../../preload/contract/languages.ts';
import { countIn } from '../../preload/messages/plural.ts';

interface Chosen {
  readonly language: Language;
  /** For Intl: the language as the system has it with its region, so that dates are those the author is used to. */
  readonly locale: string;
}

export const useLanguage = create<Chosen>()(() => chosen('en'));
// Before anything is drawn again in the new language.
useLanguage.subscribe((now) => countIn(now.locale));
countIn(useLanguage.getState().locale);

/** For formats and sentences made outside of components, always the language of this moment. */
export function locale(): string {
  return useLanguage.getState().locale;
}

/** Whoever changes the language has its sentences ready (`speak`). */
export function setLanguage(language: Language): void {
  if (language !== useLanguage.getState().language) useLanguage.setState(chosen(language));
}

export function systemTags(): readonly string[] {
  return navigator.languages;
}

function chosen(language: Language): Chosen {
  return { language, locale: systemTags().find((tag) => languageOf(tag) === language) ?? language };
}
