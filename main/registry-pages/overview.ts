import { type RegistryPagesWords, registryPagesWords } from '../../preload/messages/registry-pages.ts';
import { isPackageType } from '../../protocol/index.ts';
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

type Words = RegistryPagesWords['site'];

/** The start page, readable without an account, without script and without anything from elsewhere. */
export function overviewPage(
  about: AboutSite,
  cards: readonly PackageCard[],
  links: SiteLinks,
  wanted?: OverviewQuery,
): string {
  const t = registryPagesWords(about.language).site;
  const found = findCards(cards, wanted?.query ?? '', wanted?.packageType);
  const pages = Math.max(1, Math.ceil(found.length / CARDS_A_PAGE));
  const at = Math.min(Math.max(1, wanted?.page ?? 1), pages);
  const shown = wanted === undefined ? found : found.slice((at - 1) * CARDS_A_PAGE, at * CARDS_A_PAGE);
  const body = html`<header class="site"><h1>${about.name}</h1><p>${about.description}</p>${signIn(t, links)}</header>
${wanted === undefined ? jumps(t, found) : search(t, cards, wanted)}
<main>${wanted === undefined || isEverything(wanted) ? [] : count(t, found.length)}${cards.length === 0 ? html`<p>${t.nothingPublished}</p>` : sections(t, shown)}
${wanted === undefined || pages === 1 ? [] : turn(t, wanted, at, pages)}</main>`;
  return page({ title: about.name, up: '', body, about, links });
}

function signIn(t: Words, { signIn: address }: SiteLinks): Html | [] {
  return address === undefined ? [] : html`<p><a href="${address}">${t.signIn}</a></p>`;
}

/** A kind that came from another registry may be one that nobody here has heard of. */
function kindIn(t: Words, type: string): string {
  return isPackageType(type) ? t.kindOfAll[type] : type;
}

function isEverything({ query, packageType }: OverviewQuery): boolean {
  return query === '' && packageType === '';
}

function sections(t: Words, cards: readonly PackageCard[]): Html[] {
  return typesOf(cards).map((type) => {
    const rows = cards.filter(({ packageType }) => packageType === type).map((card) => packageRow(t, card));
    return html`<section><h2 id="${type}">${kindIn(t, type)}</h2><ul class="packages">${rows}</ul></section>`;
  });
}

function packageRow(t: Words, { packageId, packageName, authorName, summary, newest, from }: PackageCard): Html {
  return html`<li><h3><a href="package/${packageId}/">${packageName}</a></h3><span class="version">${newest}</span>
<p class="by">${packageId}, ${t.by(authorName)}${from === undefined ? '' : `, ${t.from} ${from}`}</p><p>${summary}</p></li>`;
}

function jumps(t: Words, cards: readonly PackageCard[]): Html | [] {
  const types = typesOf(cards);
  if (types.length < 2) return [];
  return html`<nav class="kinds" aria-label="${t.kinds}">${types.map((type) => html`<a href="#${type}">${kindIn(t, type)} <span>${countOf(cards, type)}</span></a>`)}</nav>`;
}

function search(t: Words, cards: readonly PackageCard[], wanted: OverviewQuery): Html {
  const { query, packageType } = wanted;
  const kind = (type: string, label: string, amount: string): Html =>
    html`<a href="${address({ query, packageType: type, page: 1 })}"${type === packageType ? html` aria-current="true"` : []}>${label} <span>${amount}</span></a>`;
  return html`<form role="search" action="./" method="get"><label for="q">${t.searchPackages}</label>
<div class="ask"><input id="q" name="q" type="search" maxlength="200" value="${query}" autocomplete="off">
${packageType === '' ? [] : html`<input type="hidden" name="kind" value="${packageType}">`}<button>${t.search}</button></div></form>
<nav class="kinds" aria-label="${t.kinds}">${kind('', t.all, String(cards.length))}${typesOf(cards).map((type) => kind(type, kindIn(t, type), countOf(cards, type)))}</nav>`;
}

function count(t: Words, found: number): Html {
  const said = found === 0 ? t.nothingFound : t.found(found);
  return html`<p class="count" role="status">${said} <a href="./">${t.showAll}</a></p>`;
}

function turn(t: Words, wanted: OverviewQuery, at: number, pages: number): Html {
  const to = (page: number, label: string, rel: string): Html | [] =>
    page < 1 || page > pages ? [] : html`<a rel="${rel}" href="${address({ ...wanted, page })}">${label}</a>`;
  return html`<nav class="turn" aria-label="${t.pages}">${to(at - 1, t.previousPage, 'prev')} <span>${t.page(at, pages)}</span> ${to(at + 1, t.nextPage, 'next')}</nav>`;
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
