import type { TextForm } from '../../../preload/contract.ts';
import { renderNotes, safeAddress, WRITINGS } from '../../notes/index.ts';
import type { DestinationLink } from '../destination.ts';

export interface ForumPost {
  readonly name: string;
  readonly version: string;
  readonly notes: string;
  /** What is beside the text; undefined where users get it by an address alone. */
  readonly file?: { readonly name: string; readonly sha256: string } | undefined;
  readonly links: readonly DestinationLink[];
}

/** What an author pastes under the file: what is new, where else to get it, how to check it. */
export function forumText(post: ForumPost, form: TextForm): string {
  const writing = WRITINGS[form];
  const links = post.links.map(({ name, url }) => {
    const address = safeAddress(url);
    return address === undefined ? writing.plain(name) : writing.link(writing.plain(name), address);
  });
  const blocks = [
    writing.heading(writing.plain(`${post.name} ${post.version}`)),
    renderNotes(post.notes, form),
    links.length > 0 ? writing.list(links, false) : '',
    post.file ? writing.paragraph(`${writing.plain(post.file.name)}, SHA-256 ${writing.code(post.file.sha256)}`) : '',
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
