import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isChangelogName } from '../addon/index.ts';
import { changelogSections, sectionFor } from './changelog.ts';
import { notesFromCommits } from './commits.ts';
import { NotesFault } from './notes-fault.ts';
import { readNotesText } from './read-text.ts';

export const NOTES_SOURCES = ['changelog', 'git'] as const;
export type NotesSource = (typeof NOTES_SOURCES)[number];

export interface FoundNotes {
  readonly source: NotesSource;
  /** The file, or the tag since which commits are counted; undefined when there is no tag. */
  readonly from: string | undefined;
  /** What the change log calls the section. */
  readonly heading: string | undefined;
  readonly text: string;
}

/** As many characters as GitHub takes in a release, less what is written around them. */
export const MOST_NOTES = 100_000;

export interface NotesQuery {
  readonly folder: string;
  /** Undefined for the newest that the change log tells of. */
  readonly version: string | undefined;
  /** Undefined for the change log, and the commits where it says nothing. */
  readonly source?: NotesSource | undefined;
  readonly signal: AbortSignal;
}

/** The notes of a version: from the change log of the add-on, else from the commits since the last tag. Undefined when neither says anything. */
export async function findNotes({ folder, version, source, signal }: NotesQuery): Promise<FoundNotes | undefined> {
  const found = source === 'git' ? undefined : await fromChangelog(folder, version);
  if (found !== undefined || source === 'changelog') return found;
  try {
    const { since, body } = await notesFromCommits(folder, version, signal);
    return body === '' ? undefined : limited({ source: 'git', from: since, heading: undefined, text: body });
  } catch (cause) {
    // Most folders are in no repository; only who asks for commits is told.
    if (source !== 'git' && cause instanceof NotesFault && cause.code === 'no_git') return undefined;
    throw cause;
  }
}

async function fromChangelog(folder: string, version: string | undefined): Promise<FoundNotes | undefined> {
  const names = (await readdir(folder, { withFileTypes: true })).filter((one) => one.isFile()).map(({ name }) => name);
  for (const name of names.filter(isChangelogName).sort()) {
    const sections = changelogSections(await readNotesText(join(folder, name)));
    const section = sectionFor(sections, version);
    if (section === undefined) continue;
    return limited({ source: 'changelog', from: name, heading: section.heading, text: section.body });
  }
  return undefined;
}

function limited(found: FoundNotes): FoundNotes {
  if (found.text.length <= MOST_NOTES) return found;
  const what = found.heading ?? 'the list of commits';
  throw new NotesFault('bad_notes', `${what} has ${found.text.length} characters; notes have at most ${MOST_NOTES}.`);
}
