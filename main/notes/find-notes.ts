import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DRAFT_LIMITS } from '../../preload/contract/draft-limits.ts';
import type { FoundNotes, NotesSource } from '../../preload/contract.ts';
import { fault, message } from '../../preload/messages/index.ts';
import { isChangelogName } from '../addon/index.ts';
import { changelogSections, sectionFor } from './changelog.ts';
import { notesFromCommits } from './commits.ts';
import { NotesFault } from './notes-fault.ts';
import { readNotesText } from './read-text.ts';

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
    return body === '' ? undefined : limited({ source: 'git', from: since ?? null, heading: null, text: body });
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
  if (found.text.length <= DRAFT_LIMITS.notes) return found;
  const what = found.heading ?? message('unnamed.commits');
  throw new NotesFault(fault('bad_notes.long', what, found.text.length, DRAFT_LIMITS.notes));
}
