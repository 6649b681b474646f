import { resolve } from 'node:path';
import type { FoundNotes } from '../../../preload/contract.ts';
import { isSameVersion } from '../../addon/index.ts';
import type { CommandContext } from '../command.ts';
import { text } from '../command.ts';
import { CommandFault, EXIT } from '../exit-codes.ts';
import type { ReadAddon } from '../folder/read-addon.ts';
import { say } from '../output/say.ts';

export interface ChosenNotes {
  readonly text: string;
  /** In words: where they are from. */
  readonly from: string;
}

/** The notes of a release: the file that was named, what the form has for this version, the change log, or the commits. */
export async function notesForRelease(
  addon: ReadAddon,
  version: string,
  { options, signal }: Pick<CommandContext, 'options' | 'signal'>,
): Promise<ChosenNotes> {
  const file = text(options, 'notes');
  const form = addon.project.release;
  if (file === undefined && form?.notes && isSameVersion(form.packageVersion, version)) {
    return { text: form.notes, from: 'loadmaster.json' };
  }
  const { findNotes, readNotesText } = await import('../../notes/index.ts');
  return askForNotes(async () => {
    if (file !== undefined) return { text: await readNotesText(resolve(file)), from: file };
    const found = await findNotes({ folder: addon.folder, version, signal });
    return found === undefined ? { text: '', from: say().notes.nowhere } : { text: found.text, from: whereFrom(found) };
  });
}

export function whereFrom({ source, from, heading }: Pick<FoundNotes, 'source' | 'from' | 'heading'>): string {
  const t = say().notes;
  if (source === 'changelog') return t.section(heading ?? '', from ?? '');
  return from === null ? t.allCommits : t.commitsSince(from);
}

/** What is wrong with notes is said as a command says it. */
export async function askForNotes<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  const { NotesFault } = await import('../../notes/index.ts');
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof NotesFault) throw new CommandFault(EXIT.failed, cause.error);
    throw cause;
  }
}
