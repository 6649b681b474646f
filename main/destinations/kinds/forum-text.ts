import type { TextForm } from '../../../preload/contract.ts';
import { NOTES_FORMATS, renderNotes, safeAddress } from '../../notes/index.ts';
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
  const format = NOTES_FORMATS[form];
  const links = post.links.map(({ name, url }) => {
    const address = safeAddress(url);
    return address === undefined ? format.plain(name) : format.link(format.plain(name), address);
  });
  const blocks = [
    format.heading(format.plain(`${post.name} ${post.version}`)),
    renderNotes(post.notes, form),
    links.length > 0 ? format.list(links, undefined) : '',
    post.file ? format.paragraph(`${format.plain(post.file.name)}, SHA-256 ${format.code(post.file.sha256)}`) : '',
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
