import type { Language } from '../../preload/contract/languages.ts';
import { loadSentences } from '../../preload/messages/page.ts';
import type { Catalogue } from './catalogue.ts';
import { english } from './en/index.ts';

/** English is always there; another language comes when it is spoken, so that nobody waits for one he does not read. */
const LOADERS: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => english,
  de: async () => (await import('./de/index.ts')).german,
};

const loaded = new Map<Language, Catalogue>([['en', english]]);

export function catalogueOf(language: Language): Catalogue {
  return loaded.get(language) ?? english;
}

export async function loadCatalogue(language: Language): Promise<Catalogue> {
  const there = loaded.get(language);
  if (there !== undefined) return there;
  const [catalogue] = await Promise.all([LOADERS[language](), loadSentences(language)]);
  loaded.set(language, catalogue);
  return catalogue;
}
