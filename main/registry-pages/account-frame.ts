import type { Language } from '../../preload/contract/languages.ts';
import { type Html, html } from './html.ts';
import { htmlDocument } from './page.ts';

/** For whom a page is made. */
export interface Reader {
  /** What the registry calls itself. */
  readonly site: string;
  readonly language: Language;
}

export function accountPage({ site, language }: Reader, title: string, main: Html, sendsTo?: string): string {
  const body = html`<header><p><a href="/">${site}</a></p><h1>${title}</h1></header><main>${main}</main>`;
  return htmlDocument({ title: `${title} - ${site}`, up: '/', body, language, sendsTo });
}
