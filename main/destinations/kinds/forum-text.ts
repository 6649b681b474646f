import type { DestinationLink } from '../destination.ts';

export const TEXT_FORMS = ['bbcode', 'html', 'markdown'] as const;
export type TextForm = (typeof TEXT_FORMS)[number];

export interface ForumPost {
  readonly name: string;
  readonly version: string;
  readonly notes: string;
  readonly file: string;
  readonly sha256: string;
  readonly links: readonly DestinationLink[];
}

interface Writing {
  heading(text: string): string;
  list(items: readonly string[]): string;
  link(link: DestinationLink): string;
  code(text: string): string;
  /** Text in which nothing has a meaning. */
  plain(text: string): string;
}

const WRITINGS: Readonly<Record<TextForm, Writing>> = {
  bbcode: {
    heading: (text) => `[b]${text}[/b]`,
    list: (items) => `[list]\n${items.map((item) => `[*]${item}`).join('\n')}\n[/list]`,
    link: ({ name, url }) => `[url=${encodeURI(decodeURI(url))}]${name.replaceAll(/[[\]]/g, '')}[/url]`,
    code: (text) => text,
    // A bracket would begin a tag, and there is no way to escape it.
    plain: (text) => text.replaceAll('[', '(').replaceAll(']', ')'),
  },
  html: {
    heading: (text) => `<h3>${text}</h3>`,
    list: (items) => `<ul>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>`,
    link: ({ name, url }) => `<a href="${escapeHtml(url)}">${escapeHtml(name)}</a>`,
    code: (text) => `<code>${text}</code>`,
    plain: escapeHtml,
  },
  markdown: {
    heading: (text) => `### ${text}`,
    list: (items) => items.map((item) => `- ${item}`).join('\n'),
    link: ({ name, url }) => `[${name.replaceAll(/[[\]]/g, '')}](<${url}>)`,
    code: (text) => `\`${text}\``,
    plain: (text) => text.replaceAll(/([\\`*_[\]<>#])/g, '\\$1'),
  },
};

/** What an author pastes under the file: what is new, where else to get it, how to check it. Lines of the notes that begin with - or * are a list. */
export function forumText(post: ForumPost, form: TextForm): string {
  const writing = WRITINGS[form];
  const blocks = [writing.heading(writing.plain(`${post.name} ${post.version}`))];
  let items: string[] = [];
  for (const line of [...post.notes.split(/\r?\n/), ''].map((text) => text.trim())) {
    const item = /^[-*+]\s+(.*)$/.exec(line)?.[1];
    if (item !== undefined) {
      items.push(writing.plain(item));
      continue;
    }
    if (items.length > 0) blocks.push(writing.list(items));
    items = [];
    if (line.startsWith('#')) blocks.push(writing.heading(writing.plain(line.replace(/^#+\s*/, ''))));
    else if (line !== '') blocks.push(writing.plain(line));
  }
  if (post.links.length > 0) blocks.push(writing.list(post.links.map((link) => writing.link(link))));
  blocks.push(`${writing.plain(post.file)}, SHA-256 ${writing.code(post.sha256)}`);
  return `${blocks.join('\n\n')}\n`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
