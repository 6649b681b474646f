import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../preload/contract/languages.ts';
import { english, type PageWords, pageWordsIn } from '../../preload/messages/page.ts';
import { useLanguage } from '../format/language.ts';

type Section = Readonly<Record<string, unknown>>;

/**
 * Every sentence of the screens, by screen, in the language of this moment. A section may be kept (`const t =
 * text.hangar`); a message must be read where it is shown, so that the next rendering says it in another language.
 */
export const text = live(english, () => pageWordsIn(useLanguage.getState().language)) as PageWords;

/** Every language by the name it has in itself, so that who cannot read the screens finds theirs. */
export function languageNames(): readonly (readonly [Language, string])[] {
  return LANGUAGES.map((language) => [language, LANGUAGE_NAMES[language]]);
}

function live(shape: Section, read: () => Section): Section {
  const section = {};
  for (const [name, value] of Object.entries(shape)) {
    const inner = isSection(value) ? live(value, () => read()[name] as Section) : undefined;
    Object.defineProperty(section, name, { enumerable: true, get: () => inner ?? read()[name] });
  }
  return section;
}

function isSection(value: unknown): value is Section {
  return typeof value === 'object' && !Array.isArray(value);
}
