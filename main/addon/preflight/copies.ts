import type { FileEntry } from '../scan/entry.ts';
import { nameOf } from './programs.ts';

/** A file that is called like a copy of another one in its folder. */
export interface KeptCopy {
  readonly entry: FileEntry;
  readonly original: string;
  /** Whether no person gives such a name: a program that keeps folders in step did. */
  readonly isCertain: boolean;
}

/** Behind the name of a file that was changed in two places, as programs that keep folders in step write it. */
const BY_PROGRAMS: readonly RegExp[] = [
  // Dropbox and Nextcloud, in the language of their user.
  /^(.+?) \([^()]*(?:conflicted copy|in konflikt stehende kopie|konfliktbehaftete kopie|copie en conflit|copia en conflicto|copia in conflitto)[^()]*\)$/i,
  // Syncthing, ownCloud.
  /^(.+)[._](?:sync-)?conflict-\d{8}-\d{6}(?:-\w+)?$/i,
  // OneDrive writes the name Windows gave the machine.
  /^(.+)-(?:DESKTOP|LAPTOP)-[A-Z\d]{4,8}(?:-\d+)?$/i,
];
/** As browsers, Google Drive, the Finder and the Explorer write it; a person may too. */
const BY_ANYBODY: readonly RegExp[] = [
  /^(.+?) ?\(\d{1,2}\)$/,
  /^(.+?) (?:- )?(?:copy|kopie|copie|copia)(?: \(?\d{1,2}\)?)?$/i,
  /^(.+)-(?:[a-z\d]+-)?(?:PC|MacBook(?:-(?:Air|Pro))?|iMac)$/i,
];
/** Names of most files have none of these, and are passed over. */
const PERHAPS = /\)\.|conflict|cop(?:y|ie|ia)|kopie|-(?:pc|desktop|laptop|macbook|imac)/i;

export function keptCopies(entries: readonly FileEntry[]): readonly KeptCopy[] {
  const doubtful = entries.filter(({ path, link }) => link === undefined && PERHAPS.test(nameOf(path)));
  if (doubtful.length === 0) return [];
  const all = new Map(entries.map(({ path }) => [path.toLowerCase(), path]));
  return doubtful.flatMap((entry): KeptCopy[] => {
    const found = originalName(nameOf(entry.path));
    if (found === undefined) return [];
    const folder = entry.path.slice(0, entry.path.lastIndexOf('/') + 1);
    const original = all.get(`${folder}${found.name}`.toLowerCase());
    return original === undefined ? [] : [{ entry, original, isCertain: found.isCertain }];
  });
}

function originalName(name: string): { readonly name: string; readonly isCertain: boolean } | undefined {
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return undefined;
  const ending = name.slice(dot);
  const first = (marks: readonly RegExp[]) =>
    marks.map((mark) => mark.exec(name.slice(0, dot))?.[1]).find((found) => found !== undefined);
  const certain = first(BY_PROGRAMS);
  if (certain !== undefined) return { name: `${certain}${ending}`, isCertain: true };
  const perhaps = first(BY_ANYBODY);
  return perhaps === undefined ? undefined : { name: `${perhaps}${ending}`, isCertain: false };
}
