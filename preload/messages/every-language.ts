import type { Language } from '../contract/languages.ts';
import type { Sentences } from './catalogues.ts';
import { sentences as german } from './de/index.ts';
import { words as germanPages } from './de/registry-pages/index.ts';
import type { RegistryPagesWords } from './registry-pages-words.ts';

interface Spoken {
  readonly sentences: Sentences;
  readonly registryPages: RegistryPagesWords;
}

/**
 * What main and a registry say in each language but English, for those who answer everybody in their own. Imported and not awaited: a
 * thread that is ended while its modules wait for another one takes the whole process of Node with it.
 */
export const OTHER_LANGUAGES: Readonly<Record<Exclude<Language, 'en'>, Spoken>> = {
  de: { sentences: german, registryPages: germanPages },
};
