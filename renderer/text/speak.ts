import { chosenLanguage, type Language } from '../../preload/contract/languages.ts';
import { setLanguage, systemTags } from '../format/language.ts';
import { loadCatalogue } from './catalogues.ts';

let wished: Language = 'en';

/** Changes the language once its sentences are there; of two changes the later one counts. */
export async function speak(wanted: Language | 'system'): Promise<void> {
  const language = chosenLanguage(wanted, systemTags());
  wished = language;
  await loadCatalogue(language);
  if (language === wished) setLanguage(language);
}
