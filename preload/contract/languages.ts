/** The languages Loadmaster speaks, best known first, by the name each has in itself. `preload/messages/` has a folder for each, by its code. */
export const LANGUAGE_NAMES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGE_NAMES;
export const LANGUAGES = Object.keys(LANGUAGE_NAMES) as readonly Language[];

/** The language to speak: the author's setting, or the first of the system's (`de-AT`, `de_AT.UTF-8`) that there is. */
export function chosenLanguage(wanted: unknown, systemTags: readonly string[]): Language {
  const named = LANGUAGES.find((language) => language === wanted);
  if (named) return named;
  for (const tag of systemTags) {
    const known = LANGUAGES.find((language) => language === languageOf(tag));
    if (known) return known;
  }
  return 'en';
}

export function languageOf(tag: string): string {
  return tag.split(/[-_.@]/, 1)[0]?.toLowerCase() ?? '';
}
