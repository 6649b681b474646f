import { type Html, html } from './html.ts';
import { findCards, type PackageCard } from './package-card.ts';
import { type AboutSite, page, type SiteLinks } from './page.ts';

/** What a reader asked to see; a site without a server can show everything only. */
export interface OverviewQuery {
  readonly query: string;
  /** A package type, or empty for all. */
  readonly packageType: string;
  /** From 1. */
  readonly page: number;
}

/** As many packages as a page of a live registry shows. */
export const CARDS_A_PAGE = 60;

/** The start page, readable without an account, without script and without anything from elsewhere. */
export function overviewPage(
  about: AboutSite,
  cards: readonly PackageCard[],
  links: SiteLinks,
  wanted?: OverviewQuery,
): string {
  const found = findCards(cards, wanted?.query ?? '', wanted?.packageType);
  const pages = Math.max(1, Math.ceil(found.length / CARDS_A_PAGE));
  const at = Math.min(Math.max(1, wanted?.page ?? 1), pages);
  const shown = wanted === undefined ? found : found.slice((at - 1) * CARDS_A_PAGE, at * CARDS_A_PAGE);
  const body = html`<header class="site"><h1>${about.name}</h1><p>${about.description}</p>${signIn(links)}</header>
${wanted === undefined ? jumps(found) : search(cards, wanted)}
<main>${wanted === undefined || isEverything(wanted) ? [] : count(found.length)}${cards.length === 0 ? html`<p>Nothing is published here yet.</p>` : sections(shown)}
${wanted === undefined || pages === 1 ? [] : turn(wanted, at, pages)}</main>`;
  return page({ title: about.name, up: '', body, generated: about.generated, links });
}

function signIn({ signIn: address }: SiteLinks): Html | [] {
  return address === undefined ? [] : html`<p><a href="${address}">Sign in</a></p>`;
}

function isEverything({ query, packageType }: OverviewQuery): boolean {
  return query === '' && packageType === '';
}

function sections(cards: readonly PackageCard[]): Html[] {
  return typesOf(cards).map((type) => {
    const ofType = cards.filter(({ packageType }) => packageType === type);
    return html`<section><h2 id="${type}">${type}</h2><ul class="packages">${ofType.map(packageRow)}</ul></section>`;
  });
}

function packageRow({ packageId, packageName, authorName, summary, newest, from }: PackageCard): Html {
  return html`<li><h3><a href="package/${packageId}/">${packageName}</a></h3><span class="version">${newest}</span>
<p class="by">${packageId}, by ${authorName}${from === undefined ? '' : `, from ${from}`}</p><p>${summary}</p></li>`;
}

function jumps(cards: readonly PackageCard[]): Html | [] {
  const types = typesOf(cards);
  if (types.length < 2) return [];
  return html`<nav class="kinds" aria-label="Kinds">${types.map((type) => html`<a href="#${type}">${type} <span>${countOf(cards, type)}</span></a>`)}</nav>`;
}

function search(cards: readonly PackageCard[], wanted: OverviewQuery): Html {
  const { query, packageType } = wanted;
  const kind = (type: string, label: string, amount: string): Html =>
    html`<a href="${address({ query, packageType: type, page: 1 })}"${type === packageType ? html` aria-current="true"` : []}>${label} <span>${amount}</span></a>`;
  return html`<form role="search" action="./" method="get"><label for="q">Search packages</label>
<div class="ask"><input id="q" name="q" type="search" maxlength="200" value="${query}" autocomplete="off">
${packageType === '' ? [] : html`<input type="hidden" name="kind" value="${packageType}">`}<button>Search</button></div></form>
<nav class="kinds" aria-label="Kinds">${kind('', 'all', String(cards.length))}${typesOf(cards).map((type) => kind(type, type, countOf(cards, type)))}</nav>`;
}

function count(found: number): Html {
  const said = found === 0 ? 'Nothing here has all these words.' : found === 1 ? '1 package' : `${found} packages`;
  return html`<p class="count" role="status">${said} <a href="./">Show all</a></p>`;
}

function turn(wanted: OverviewQuery, at: number, pages: number): Html {
  const to = (page: number, label: string, rel: string): Html | [] =>
    page < 1 || page > pages ? [] : html`<a rel="${rel}" href="${address({ ...wanted, page })}">${label}</a>`;
  return html`<nav class="turn" aria-label="Pages">${to(at - 1, 'Previous page', 'prev')} <span>Page ${String(at)} of ${String(pages)}</span> ${to(at + 1, 'Next page', 'next')}</nav>`;
}

function address({ query, packageType, page }: OverviewQuery): string {
  const asked = new URLSearchParams();
  if (query !== '') asked.set('q', query);
  if (packageType !== '') asked.set('kind', packageType);
  if (page !== 1) asked.set('page', String(page));
  return asked.size === 0 ? './' : `./?${asked}`;
}

function typesOf(cards: readonly PackageCard[]): string[] {
  return [...new Set(cards.map(({ packageType }) => packageType))].sort();
}

function countOf(cards: readonly PackageCard[], type: string): string {
  return String(cards.filter(({ packageType }) => packageType === type).length);
}
