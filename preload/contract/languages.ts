/** The languages of the screens, best known first. `renderer/text/` has a folder of sentences for each. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];
