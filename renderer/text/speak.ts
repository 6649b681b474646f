import { chosenLanguage, type Language } from '../../preload/contract/languages.ts';
import { loadPageWords } from '../../preload/messages/page.ts';
import { setLanguage, systemTags } from '../format/language.ts';

let wished: Language = 'en';

/** Changes the language once its sentences are there; of two changes the later one counts. */
export async function speak(wanted: Language | 'system'): Promise<void> {
  const language = chosenLanguage(wanted, systemTags());
  wished = language;
  await loadPageWords(language);
  if (language === wished) setLanguage(language);
}
