import { parseOwnPackageId, type StaticPackage, type StaticVersion } from '../../protocol/index.ts';
import { type Html, html } from './html.ts';
import { type AboutSite, page, type SiteLinks } from './page.ts';
import { anyOr, megabytes, systems } from './words.ts';

/** One package, for a page two folders below the root. `isHere` says whether a package has a page of its own. */
export function packagePage(
  about: AboutSite,
  one: StaticPackage,
  links: SiteLinks,
  isHere: (packageId: string) => boolean,
): string {
  const { packageId, packageName, authorName, packageType, description, versions } = one;
  const newestFirst = versions.toReversed();
  const newest = newestFirst[0];
  const body = html`<header><p><a href="../../">${about.name}</a></p><h1>${packageName}</h1>
<p class="by">${packageId}, ${packageType}, by ${authorName}</p></header>
<main><div class="sides"><div>${description.split(/\n{2,}/).map((part) => html`<p class="text">${part}</p>`)}
${newest === undefined ? [] : lists(newest, isHere)}</div>
${newest === undefined ? [] : newestSheet(packageId, newest, links)}</div>
<section><h2>Versions</h2><div class="wide" tabindex="0" role="region" aria-label="Versions"><table>
<thead><tr><th scope="col">Version</th><th scope="col">X-Plane</th><th scope="col">Systems</th><th scope="col">Size</th><th scope="col">File</th></tr></thead>
<tbody>${newestFirst.map((version) => versionRow(packageId, version, links))}</tbody></table></div></section></main>`;
  return page({ title: `${packageName} - ${about.name}`, up: '../../', body, generated: about.generated, links });
}

function newestSheet(packageId: string, newest: StaticVersion, links: SiteLinks): Html {
  const { version, xplaneSelection, platforms, size, hash } = newest;
  return html`<aside class="sheet" aria-label="Newest version"><dl><dt>Version</dt><dd>${version}</dd><dt>X-Plane</dt><dd>${anyOr(xplaneSelection, 'any version')}</dd>
<dt>Systems</dt><dd>${systems(platforms)}</dd><dt>Size</dt><dd>${megabytes(size)}</dd></dl>
<a class="get" href="../../${links.file(hash)}" download="${fileName(packageId, version)}">Download ${version}</a>
<p>A package file (.xpkg) is a zip. Let a program that knows X-Pkg packages install it, or unzip it: the folder of the add-on is inside, next to a manifest.</p>
${hashOf(hash)}</aside>`;
}

function versionRow(packageId: string, one: StaticVersion, links: SiteLinks): Html {
  const { version, xplaneSelection, platforms, size, hash } = one;
  return html`<tr><th scope="row">${version}</th><td>${anyOr(xplaneSelection, 'any')}</td><td>${systems(platforms)}</td><td>${megabytes(size)}</td>
<td><a href="../../${links.file(hash)}" download="${fileName(packageId, version)}">Download ${version}</a>${hashOf(hash)}</td></tr>`;
}

function fileName(packageId: string, version: string): string {
  return `${packageId}@${version}.xpkg`;
}

/** So that a reader can see that a file arrived whole. */
function hashOf(hash: string): Html {
  return html`<details><summary>SHA-256</summary><code>${hash}</code></details>`;
}

function lists({ version, dependencies, incompatibilities }: StaticVersion, isHere: (id: string) => boolean): Html[] {
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
