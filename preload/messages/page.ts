import type { Language } from '../contract/languages.ts';
import { knowSentences, type Sentences } from './catalogues.ts';
import { words as english } from './en/page/index.ts';
import type { PageWords } from './page-words.ts';

// What the page speaks with. It has English, and loads the one other language it shows.

export { type Explained, explainErrorIn, explainIn } from './explain.ts';
export { knownInWords } from './in-words.ts';
export { english, type PageWords };

const loaded = new Map<Language, PageWords>([['en', english]]);

/** What the screens say, in English as long as the language is not loaded. */
export function pageWordsIn(language: Language): PageWords {
  return loaded.get(language) ?? english;
}

/** Loads what the screens say, and what main says to them. */
export async function loadPageWords(language: Language): Promise<PageWords> {
  if (language === 'en') return english;
  const spoken: { words: PageWords; sentences: Sentences } = await import(`./${language}/page/index.ts`);
  const { words } = spoken;
  knowSentences({ [language]: spoken });
  loaded.set(language, words);
  return words;
}
