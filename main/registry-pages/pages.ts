import type { StaticPackage, StaticRegistry, StaticVersion } from '../../protocol/index.ts';
import { escapeHtml, type Html, html } from './html.ts';

/** How a site is laid out: the live registry and an export have the same pages at the same places. */
export interface SiteLinks {
  /** From the root of the site to a package file. */
  readonly file: (hash: string) => string;
  /** What programs read, from the root of the site. */
  readonly index: string;
}

/** The start page: every package by its kind, readable without an account, without script and without anything from elsewhere. */
export function overviewPage(registry: StaticRegistry, links: SiteLinks): string {
  const { name, description, packages } = registry;
  const types = [...new Set(packages.map(({ packageType }) => packageType))].sort();
  const groups = types.map((type) => {
    const found = packages.filter(({ packageType }) => packageType === type);
    return html`<section><h2 id="${type}">${type}</h2><ul class="packages">${found.map(packageRow)}</ul></section>`;
  });
  const empty = html`<p>Nothing is published here yet.</p>`;
  const jump = types.map((type) => html`<a href="#${type}">${type}</a> `);
  const body = html`<header><h1>${name}</h1><p>${description}</p>${types.length > 1 ? html`<nav aria-label="Kinds">${jump}</nav>` : []}</header>
<main>${packages.length === 0 ? empty : groups}${howToInstall()}</main>`;
  return page({ title: name, up: '', body, generated: registry.generated, links });
}

function packageRow({ packageId, packageName, authorName, description, versions }: StaticPackage): Html {
  const newest = versions.at(-1);
  return html`<li><a href="package/${packageId}/">${packageName}</a> <span class="version">${newest?.version ?? ''}</span>
<p class="by">${packageId}, by ${authorName}</p><p>${firstSentence(description)}</p></li>`;
}

/** One package, for a page two folders below the root. */
export function packagePage(registry: StaticRegistry, one: StaticPackage, links: SiteLinks): string {
  const { packageId, packageName, authorName, packageType, description, versions } = one;
  const newestFirst = versions.toReversed();
  const newest = newestFirst[0];
  const body = html`<header><p><a href="../../">${registry.name}</a></p><h1>${packageName}</h1>
<p class="by">${packageId}, ${packageType}, by ${authorName}</p></header>
<main>${description.split(/\n{2,}/).map((part) => html`<p class="text">${part}</p>`)}
${newest === undefined ? [] : lists(newest)}
<section><h2>Versions</h2><div class="wide" tabindex="0" role="region" aria-label="Versions"><table>
<thead><tr><th scope="col">Version</th><th scope="col">X-Plane</th><th scope="col">Systems</th><th scope="col">Size</th><th scope="col">File</th></tr></thead>
<tbody>${newestFirst.map((version) => versionRow(packageId, version, links))}</tbody></table></div></section>${howToInstall()}</main>`;
  return page({ title: `${packageName} - ${registry.name}`, up: '../../', body, generated: registry.generated, links });
}

function versionRow(
  packageId: string,
  { version, xplaneSelection, platforms, size, hash }: StaticVersion,
  links: SiteLinks,
): Html {
  const systems = [
    ...(platforms.windows ? ['Windows'] : []),
    ...(platforms.macOS ? ['macOS'] : []),
    ...(platforms.linux ? ['Linux'] : []),
  ];
  return html`<tr><th scope="row">${version}</th><td>${xplaneSelection === '*' ? 'any' : xplaneSelection}</td><td>${systems.join(', ')}</td><td>${megabytes(size)}</td>
<td><a href="../../${links.file(hash)}" download="${packageId}@${version}.xpkg">Download ${version}</a><details><summary>SHA-256</summary><code>${hash}</code></details></td></tr>`;
}

function lists({ version, dependencies, incompatibilities }: StaticVersion): Html[] {
  const list = (title: string, rows: StaticVersion['dependencies']) =>
    rows.length === 0
      ? []
      : [
          html`<section><h2>${title}</h2><ul>${rows.map(([id, selection]) => html`<li><code>${id}</code> ${selection === '*' ? 'any version' : selection}</li>`)}</ul></section>`,
        ];
  return [...list(`${version} needs`, dependencies), ...list(`${version} does not work with`, incompatibilities)];
}

function howToInstall(): Html {
  return html`<section><h2>How to install</h2><p>A package file (.xpkg) is a zip. Let a program that knows X-Pkg packages install it, or unzip it: the folder of the add-on is inside,
next to a manifest. Its SHA-256 is beside each file, so that you can see that it arrived whole.</p></section>`;
}

export function missingPage({ name, generated }: StaticRegistry, links: SiteLinks): string {
  const body = html`<header><h1>Not here</h1></header><main><p>There is no such page at ${name}. The list of packages is at the start page of this site.</p></main>`;
  return page({ title: `Not here - ${name}`, up: '', body, generated, links });
}

interface PageParts {
  readonly title: string;
  /** The way back to the root of the site; pages work below any path. */
  readonly up: string;
  readonly body: Html;
  readonly generated: string;
  readonly links: SiteLinks;
}

function page({ title, up, body, generated, links }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${up}style.css">
</head>
<body>
${body.text}
<footer>As of <time datetime="${escapeHtml(generated)}">${escapeHtml(generated.slice(0, 10))}</time>. Programs read <a href="${up}${escapeHtml(links.index)}">${escapeHtml(links.index)}</a>.</footer>
</body>
</html>
`;
}

function firstSentence(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length <= 200 ? line : `${line.slice(0, line.lastIndexOf(' ', 200))} ...`;
}

function megabytes(bytes: number): string {
  return bytes < 100_000 ? `${Math.max(0.1, bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
