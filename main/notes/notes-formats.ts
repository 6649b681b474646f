import type { TextForm } from '../../preload/contract.ts';

/** How one form writes what notes are made of. Nothing but these words is ever written: no tags of the author's, no pictures. */
export interface NotesFormat {
  /** Text in which nothing has a meaning. */
  plain(text: string): string;
  heading(text: string): string;
  paragraph(text: string): string;
  /** Text at the beginning of a line, where more has a meaning. */
  line(text: string): string;
  /** `start`: the first number; undefined for a list without numbers. */
  list(items: readonly string[], start: number | undefined): string;
  quote(text: string): string;
  codeBlock(text: string): string;
  code(text: string): string;
  strong(text: string): string;
  emphasis(text: string): string;
  struck(text: string): string;
  /** `label` is written already; `url` is a checked address. */
  link(label: string, url: string): string;
  readonly lineBreak: string;
  readonly rule: string;
}

function wrap(before: string, after: string) {
  return (text: string) => (text === '' ? '' : `${before}${text}${after}`);
}

/** A bracket would begin a tag, and there is no way to escape it. */
function withoutBrackets(text: string): string {
  return text.replaceAll('[', '(').replaceAll(']', ')');
}

const BBCODE: NotesFormat = {
  plain: withoutBrackets,
  heading: wrap('[b]', '[/b]'),
  paragraph: (text) => text,
  line: (text) => text,
  // Forums number from 1 alone.
  list: (items, start) =>
    `[list${start === undefined ? '' : '=1'}]\n${items.map((item) => `[*]${item}`).join('\n')}\n[/list]`,
  quote: wrap('[quote]\n', '\n[/quote]'),
  codeBlock: (text) => `[code]\n${withoutBrackets(text)}\n[/code]`,
  code: withoutBrackets,
  strong: wrap('[b]', '[/b]'),
  emphasis: wrap('[i]', '[/i]'),
  struck: wrap('[s]', '[/s]'),
  link: (label, url) => `[url=${url}]${label}[/url]`,
  lineBreak: '\n',
  rule: '----',
};

const HTML: NotesFormat = {
  plain: escapeHtml,
  heading: wrap('<h3>', '</h3>'),
  paragraph: wrap('<p>', '</p>'),
  line: (text) => text,
  list: (items, start) => {
    const tag = start === undefined ? 'ul' : 'ol';
    const from = start === undefined || start === 1 ? '' : ` start="${start}"`;
    return `<${tag}${from}>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</${tag}>`;
  },
  quote: wrap('<blockquote>\n', '\n</blockquote>'),
  codeBlock: (text) => `<pre><code>${escapeHtml(text)}</code></pre>`,
  code: (text) => `<code>${escapeHtml(text)}</code>`,
  strong: wrap('<strong>', '</strong>'),
  emphasis: wrap('<em>', '</em>'),
  struck: wrap('<del>', '</del>'),
  link: (label, url) => `<a href="${escapeHtml(url)}" rel="nofollow noopener">${label}</a>`,
  lineBreak: '<br>\n',
  rule: '<hr>',
};

const MARKDOWN: NotesFormat = {
  plain: (text) => text.replaceAll(/([\\`*_[\]<>#])/g, String.raw`\$1`),
  heading: wrap('### ', ''),
  paragraph: withoutListMarks,
  line: withoutListMarks,
  list: (items, start) =>
    items
      .map((item, index) => `${start === undefined ? '-' : `${start + index}.`} ${item.replaceAll('\n', '\n   ')}`)
      .join('\n'),
  quote: (text) => text.replaceAll(/^/gm, '> '),
  codeBlock: (text) => `${fenceFor(text, 3)}\n${text}\n${fenceFor(text, 3)}`,
  code: (text) => {
    const fence = fenceFor(text, 1);
    const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
    return `${fence}${space}${text}${space}${fence}`;
  },
  strong: wrap('**', '**'),
  emphasis: wrap('*', '*'),
  struck: wrap('~~', '~~'),
  link: (label, url) => `[${label}](<${url}>)`,
  lineBreak: '  \n',
  rule: '---',
};

export const NOTES_FORMATS: Readonly<Record<TextForm, NotesFormat>> = {
  bbcode: BBCODE,
  html: HTML,
  markdown: MARKDOWN,
};

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A line that begins like an item of a list would become one. */
function withoutListMarks(text: string): string {
  return text.replaceAll(/^([ \t]*)([-+]|\d{1,9}[.)])(?=\s|$)/gm, (_, before: string, mark: string) => {
    return `${before}${mark.slice(0, -1)}\\${mark.slice(-1)}`;
  });
}

/** Longer than any run of these marks in the text. */
function fenceFor(text: string, least: number): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length + 1);
  return '`'.repeat(Math.max(least, ...runs));
}
