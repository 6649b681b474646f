import { html } from './html.ts';
import { type AboutSite, page, type SiteLinks } from './page.ts';
import { hostOf } from './words.ts';

/** A web space shows it in place of any page that it does not have. */
export function missingPage({ name, generated }: AboutSite, links: SiteLinks): string {
  const body = html`<header><h1>Not here</h1></header><main><p>There is no such page at ${name}. The list of packages is at the start page of this site.</p></main>`;
  return page({ title: `Not here - ${name}`, up: undefined, body, generated, links });
}

/** A file that is at another registry, which does not answer now. */
export function unavailablePage({ name, generated }: AboutSite, links: SiteLinks, from: string): string {
  const body = html`<header><h1>Not here yet</h1></header><main><p>${name} has this file from <a href="${from}">${hostOf(from)}</a> as soon as somebody asks for it, but that registry does not answer now. Try again later.</p></main>`;
  return page({ title: `Not here yet - ${name}`, up: undefined, body, generated, links });
}
