import { createHash } from 'node:crypto';
import type { Language } from '../../preload/contract/languages.ts';
import { registryPagesWords } from '../../preload/messages/registry-pages.ts';
import { escapeHtml, type Html, html } from './html.ts';
import { STYLE } from './style.ts';

/** How a site is laid out: the live registry and an export have the same pages at the same places. */
export interface SiteLinks {
  /** From the root of the site to a package file. */
  readonly file: (hash: string) => string;
  /** From the root of the site to where a file is fetched that is not here yet, on a registry that follows another one. */
  readonly fetched?: (packageId: string, version: string) => string;
  /** What programs read, from the root of the site. */
  readonly index: string;
  /** Where people sign in, on a registry that has it. */
  readonly signIn?: string;
}

/** What every page of a site says about it. */
export interface AboutSite {
  readonly name: string;
  readonly description: string;
  /** The moment of what is shown, in ISO 8601. */
  readonly generated: string;
  /** The reader's; files have one for all readers. */
  readonly language: Language;
}

interface PageParts {
  readonly title: string;
  /** The way back to the root of the site; undefined for a page that is shown at any address, so it links to nothing. */
  readonly up: string | undefined;
  readonly body: Html;
  readonly about: AboutSite;
  readonly links: SiteLinks;
}

/** Allows the style within a page and no other. */
const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

export function page({ title, up, body, about: { generated, language }, links }: PageParts): string {
  const t = registryPagesWords(language).site;
  const day = html`${t.asOf} <time datetime="${generated}">${generated.slice(0, 10)}</time>.`;
  const programs = up === undefined ? [] : html` ${t.programsRead} <a href="${up + links.index}">${links.index}</a>.`;
  return htmlDocument({
    title,
    up,
    language,
    body: html`${body}
<footer>${day}${programs}</footer>`,
  });
}

interface DocumentParts extends Pick<PageParts, 'title' | 'up' | 'body'> {
  readonly language: Language;
  /** Where the answer to a form may send the browser, besides this site. */
  readonly sendsTo?: string | undefined;
}

/** What each page has around its body. */
export function htmlDocument({ title, up, body, language, sendsTo }: DocumentParts): string {
  const forms = sendsTo === undefined ? `'self'` : `'self' ${escapeHtml(sendsTo)}`;
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${up === undefined ? STYLE_HASH : "'self'"}; form-action ${forms}">
<title>${escapeHtml(title)}</title>
${up === undefined ? `<style>${STYLE}</style>` : `<link rel="stylesheet" href="${up}style.css">`}
</head>
<body>
${body.text}
</body>
</html>
`;
}
