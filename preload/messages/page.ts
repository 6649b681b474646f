import type { Language } from '../contract/languages.ts';
import { addSentences } from './catalogues.ts';

// What the page makes main's messages into words with. It has English, and loads the one other language it shows.

export { type Explained, explainErrorIn, explainIn } from './explain.ts';
export { knownInWords } from './in-words.ts';

export async function loadSentences(language: Language): Promise<void> {
  if (language === 'de') addSentences(language, (await import('./de/sentences.ts')).sentences);
}
