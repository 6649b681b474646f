import { parseOwnPackageId, type StaticPackage, type StaticVersion } from '../../protocol/index.ts';
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

/** One package, for a page two folders below the root. `isHere` says whether a package has a page of its own. */
export function packagePage(
  about: AboutSite,
  one: ShownPackage,
  links: SiteLinks,
  isHere: (packageId: string) => boolean,
): string {
  const { packageId, packageName, authorName, packageType, description, versions, from } = one;
  const newestFirst = versions.toReversed();
  const newest = newestFirst[0];
  const body = html`<header><p><a href="../../">${about.name}</a></p><h1>${packageName}</h1>
<p class="by">${packageId}, ${packageType}, by ${authorName}${origin(from)}</p></header>
<main><div class="sides"><div>${description.split(/\n{2,}/).map((part) => html`<p class="text">${part}</p>`)}
${newest === undefined ? [] : lists(newest, isHere)}</div>
${newest === undefined ? [] : newestSheet(packageId, newest, links)}</div>
<section><h2>Versions</h2><div class="wide" tabindex="0" role="region" aria-label="Versions"><table>
<thead><tr><th scope="col">Version</th><th scope="col">X-Plane</th><th scope="col">Systems</th><th scope="col">Size</th><th scope="col">File</th></tr></thead>
<tbody>${newestFirst.map((version) => versionRow(packageId, version, links))}</tbody></table></div></section></main>`;
  return page({ title: `${packageName} - ${about.name}`, up: '../../', body, generated: about.generated, links });
}

function newestSheet(packageId: string, newest: ShownVersion, links: SiteLinks): Html {
  const { version, xplaneSelection, platforms, size, hash } = newest;
  return html`<aside class="sheet" aria-label="Newest version"><dl><dt>Version</dt><dd>${version}</dd><dt>X-Plane</dt><dd>${anyOr(xplaneSelection, 'any version')}</dd>
<dt>Systems</dt><dd>${systems(platforms)}</dd>${size === undefined ? [] : html`<dt>Size</dt><dd>${megabytes(size)}</dd>`}</dl>
<a class="get" href="../../${place(packageId, newest, links)}" download="${fileName(packageId, version)}">Download ${version}</a>
<p>A package file (.xpkg) is a zip. Let a program that knows X-Pkg packages install it, or unzip it: the folder of the add-on is inside, next to a manifest.</p>
${hashOf(hash)}</aside>`;
}

function versionRow(packageId: string, one: ShownVersion, links: SiteLinks): Html {
  const { version, xplaneSelection, platforms, size, hash } = one;
  return html`<tr><th scope="row">${version}</th><td>${anyOr(xplaneSelection, 'any')}</td><td>${systems(platforms)}</td><td>${size === undefined ? [] : megabytes(size)}</td>
<td><a href="../../${place(packageId, one, links)}" download="${fileName(packageId, version)}">Download ${version}</a>${hashOf(hash)}</td></tr>`;
}

function fileName(packageId: string, version: string): string {
  return `${packageId}@${version}.xpkg`;
}

/** Where its file lies, or where it is fetched from when somebody asks for it first. */
function place(packageId: string, { version, hash }: ShownVersion, links: SiteLinks): string {
  return hash === undefined ? (links.fetched?.(packageId, version) ?? '') : links.file(hash);
}

function origin(from: string | undefined): Html | [] {
  if (from === undefined) return [];
  return html`, from <a href="${from}">${hostOf(from)}</a>`;
}

/** So that a reader can see that a file arrived whole. */
function hashOf(hash: string | undefined): Html | [] {
  if (hash === undefined) return [];
  return html`<details><summary>SHA-256</summary><code>${hash}</code></details>`;
}

function lists({ version, dependencies, incompatibilities }: ShownVersion, isHere: (id: string) => boolean): Html[] {
  const row = ([id, selection]: readonly [string, string]): Html => {
    const own = parseOwnPackageId(id);
    const shown = html`<code>${id}</code>`;
    const linked = own.ok && isHere(own.value.partial) ? html`<a href="../${own.value.partial}/">${shown}</a>` : shown;
    return html`<li>${linked} ${anyOr(selection, 'any version')}</li>`;
  };
  const list = (title: string, rows: StaticVersion['dependencies']): Html[] =>
    rows.length === 0 ? [] : [html`<section><h2>${title}</h2><ul>${rows.map(row)}</ul></section>`];
  return [...list(`${version} needs`, dependencies), ...list(`${version} does not work with`, incompatibilities)];
}
