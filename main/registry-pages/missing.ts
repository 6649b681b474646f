import { registryPagesWords } from '../../preload/messages/registry-pages.ts';
import { type Html, html } from './html.ts';
import { type AboutSite, page, type SiteLinks } from './page.ts';
import { hostOf } from './words.ts';

/** Shown in place of any page that there is not; without a `root`, as on a web space, at any address and so without links. */
export function missingPage(about: AboutSite, links: SiteLinks, root?: string): string {
  const t = registryPagesWords(about.language).site;
  return plainPage(about, links, { title: t.notHere, said: html`<p>${t.notHereHow(about.name)}</p>`, root });
}

/** A file that is at another registry, which does not answer now. */
export function unavailablePage(about: AboutSite, links: SiteLinks, from: string, root: string): string {
  const t = registryPagesWords(about.language).site;
  const there = html`<p><a href="${from}">${hostOf(from)}</a></p>`;
  const said = html`<p>${t.notHereYetHow(about.name, hostOf(from))}</p>${there}`;
  return plainPage(about, links, { title: t.notHereYet, said, root });
}

interface PlainParts {
  readonly title: string;
  readonly said: Html;
  readonly root: string | undefined;
}

function plainPage(about: AboutSite, links: SiteLinks, { title, said, root }: PlainParts): string {
  const home = root === undefined ? [] : html`<p><a href="${root}">${about.name}</a></p>`;
  const body = html`<header>${home}<h1>${title}</h1></header><main>${said}</main>`;
  return page({ title: `${title} - ${about.name}`, up: root, body, about, links });
}
