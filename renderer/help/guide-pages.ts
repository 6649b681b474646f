import type { Language } from '../../preload/contract/languages.ts';

/** The guide as the page shows it: made from docs/guide.md and its translations when the page is built, so that there is one text. */
export type Inline =
  | string
  | { readonly strong: readonly Inline[] }
  | { readonly em: readonly Inline[] }
  | { readonly code: string };

export type Block =
  | { readonly paragraph: readonly Inline[] }
  | { readonly list: readonly (readonly Inline[])[]; readonly ordered: boolean }
  | { readonly code: string }
  | { readonly head: readonly (readonly Inline[])[]; readonly rows: readonly (readonly (readonly Inline[])[])[] };

export interface GuideSection {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** All of its words, to search in. */
  readonly words: string;
}

export interface GuidePages {
  readonly sections: readonly GuideSection[];
  /** What a list of the guide says about a term, by the bold words it begins with in English. */
  readonly terms: Readonly<Record<string, readonly Inline[]>>;
}

export type GuideOfLanguages = Readonly<Record<Language, GuidePages>>;

declare const GUIDE_PAGES: GuideOfLanguages;

export const guidePages: GuideOfLanguages = GUIDE_PAGES;
