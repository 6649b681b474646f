import type { Language } from '../../preload/contract/languages.ts';
import { type RegistryPagesWords, registryPagesWords } from '../../preload/messages/registry-pages.ts';
import { isPackageType, parseOwnPackageId, type StaticPackage, type StaticVersion } from '../../protocol/index.ts';
import { type Html, html } from './html.ts';
import { type AboutSite, page, type SiteLinks } from './page.ts';
import { anyOr, hostOf, megabytes, systems } from './words.ts';

/** A version whose file is elsewhere yet has neither hash nor size here. */
export interface ShownVersion extends Omit<StaticVersion, 'hash' | 'size'> {
  readonly hash: string | undefined;
  readonly size: number | undefined;
}

export interface ShownPackage extends Omit<StaticPackage, 'versions'> {
  readonly versions: readonly ShownVersion[];
  /** The address of the registry that it comes from, where that is another one. */
  readonly from?: string | undefined;
}

/** Who reads a page, and how its links go. */
interface Reading {
  readonly t: RegistryPagesWords['site'];
  readonly language: Language;
  readonly links: SiteLinks;
}

/** One package, for a page two folders below the root. `isHere` says whether a package has a page of its own. */
export function packagePage(
  about: AboutSite,
  one: ShownPackage,
  links: SiteLinks,
  isHere: (packageId: string) => boolean,
): string {
  const { packageId, packageName, authorName, packageType, description, versions, from } = one;
  const t = registryPagesWords(about.language).site;
  const reading = { t, language: about.language, links };
  const newestFirst = versions.toReversed();
  const newest = newestFirst[0];
  const kind = isPackageType(packageType) ? t.kindOfOne[packageType] : packageType;
  const body = html`<header><p><a href="../../">${about.name}</a></p><h1>${packageName}</h1>
<p class="by">${packageId}, ${kind}, ${t.by(authorName)}${origin(t, from)}</p></header>
<main><div class="sides"><div>${description.split(/\n{2,}/).map((part) => html`<p class="text">${part}</p>`)}
${newest === undefined ? [] : lists(t, newest, isHere)}</div>
${newest === undefined ? [] : newestSheet(packageId, newest, reading)}</div>
<section><h2>${t.versions}</h2><div class="wide" tabindex="0" role="region" aria-label="${t.versions}"><table>
<thead><tr><th scope="col">${t.version}</th><th scope="col">${t.file}</th><th scope="col">X-Plane</th><th scope="col">${t.systems}</th><th scope="col">${t.size}</th></tr></thead>
<tbody>${newestFirst.map((version) => versionRow(packageId, version, reading))}</tbody></table></div></section></main>`;
  return page({ title: `${packageName} - ${about.name}`, up: '../../', body, about, links });
}

function newestSheet(packageId: string, newest: ShownVersion, { t, language, links }: Reading): Html {
  const { version, xplaneSelection, platforms, size, hash } = newest;
  return html`<aside class="sheet" aria-label="${t.newestVersion}"><dl><dt>${t.version}</dt><dd>${version}</dd><dt>X-Plane</dt><dd>${anyOr(xplaneSelection, t.anyVersion)}</dd>
<dt>${t.systems}</dt><dd>${systems(platforms)}</dd>${size === undefined ? [] : html`<dt>${t.size}</dt><dd>${megabytes(size, language)}</dd>`}</dl>
<a class="get" href="../../${place(packageId, newest, links)}" download="${fileName(packageId, version)}">${t.download(version)}</a>
<p>${t.howToInstall}</p>
${hashOf(hash)}</aside>`;
}

function versionRow(packageId: string, one: ShownVersion, { t, language, links }: Reading): Html {
  const { version, xplaneSelection, platforms, size, hash } = one;
  // The file before the rest: a narrow screen shows the first columns.
  return html`<tr><th scope="row">${version}</th><td><a href="../../${place(packageId, one, links)}" download="${fileName(packageId, version)}">${t.download(version)}</a>${hashOf(hash)}</td>
<td>${anyOr(xplaneSelection, t.any)}</td><td>${systems(platforms)}</td><td>${size === undefined ? [] : megabytes(size, language)}</td></tr>`;
}

function fileName(packageId: string, version: string): string {
  return `${packageId}@${version}.xpkg`;
}

/** Where its file lies, or where it is fetched from when somebody asks for it first. */
function place(packageId: string, { version, hash }: ShownVersion, links: SiteLinks): string {
  return hash === undefined ? (links.fetched?.(packageId, version) ?? '') : links.file(hash);
}

function origin(t: Reading['t'], from: string | undefined): Html | [] {
  if (from === undefined) return [];
  return html`, ${t.from} <a href="${from}">${hostOf(from)}</a>`;
}

/** So that a reader can see that a file arrived whole. */
function hashOf(hash: string | undefined): Html | [] {
  if (hash === undefined) return [];
  return html`<details><summary>SHA-256</summary><code>${hash}</code></details>`;
}

function lists(
  t: Reading['t'],
  { version, dependencies, incompatibilities }: ShownVersion,
  isHere: (id: string) => boolean,
): Html[] {
  const row = ([id, selection]: readonly [string, string]): Html => {
    const own = parseOwnPackageId(id);
    const shown = html`<code>${id}</code>`;
    const linked = own.ok && isHere(own.value.partial) ? html`<a href="../${own.value.partial}/">${shown}</a>` : shown;
    return html`<li>${linked} ${anyOr(selection, t.anyVersion)}</li>`;
  };
  const list = (title: string, rows: StaticVersion['dependencies']): Html[] =>
    rows.length === 0 ? [] : [html`<section><h2>${title}</h2><ul>${rows.map(row)}</ul></section>`];
  return [...list(t.needs(version), dependencies), ...list(t.doesNotWorkWith(version), incompatibilities)];
}
