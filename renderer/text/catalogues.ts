import type { Language } from '../../preload/contract/languages.ts';
import { addSentences } from '../../preload/messages/catalogues.ts';
import type { Catalogue } from './catalogue.ts';
import { english } from './en/index.ts';

/** Every language by the name it has in itself. */
export const OWN_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/** English is always there; another language comes when it is spoken, so that nobody waits for one he does not read. */
const LOADERS: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => english,
  de: async () => {
    const [{ german }, { sentences }] = await Promise.all([
      import('./de/index.ts'),
      import('../../preload/messages/de/sentences.ts'),
    ]);
    addSentences('de', sentences);
    return german;
  },
};

const loaded = new Map<Language, Catalogue>([['en', english]]);

export function catalogueOf(language: Language): Catalogue {
  return loaded.get(language) ?? english;
}

export async function loadCatalogue(language: Language): Promise<Catalogue> {
  const catalogue = loaded.get(language) ?? (await LOADERS[language]());
  loaded.set(language, catalogue);
  return catalogue;
}
