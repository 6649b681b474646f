import { html } from './html.ts';
import { type AboutSite, page, type SiteLinks } from './page.ts';

/** A web space shows it in place of any page that it does not have. */
export function missingPage({ name, generated }: AboutSite, links: SiteLinks): string {
  const body = html`<header><h1>Not here</h1></header><main><p>There is no such page at ${name}. The list of packages is at the start page of this site.</p></main>`;
  return page({ title: `Not here - ${name}`, up: undefined, body, generated, links });
}
