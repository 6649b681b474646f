/** The guide as the page shows it: made from docs/guide.md when the page is built, so that there is one text. */
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
  /** What a list of the guide says about a term, by the bold words it begins with. */
  readonly terms: Readonly<Record<string, readonly Inline[]>>;
}

declare const GUIDE_PAGES: GuidePages;

export const guidePages: GuidePages = GUIDE_PAGES;
