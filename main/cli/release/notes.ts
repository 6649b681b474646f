import { resolve } from 'node:path';
import { NOTES_SOURCES, TEXT_FORMS } from '../../../preload/contract/notes-names.ts';
import { fault } from '../../../preload/messages/index.ts';
import { isWrittenVersion } from '../../addon/index.ts';
import { findNotes, renderNotes } from '../../notes/index.ts';
import { type Command, JSON_OPTION, text } from '../command.ts';
import { CommandFault, EXIT, UsageError } from '../exit-codes.ts';
import { requireFolder } from '../folder/require-folder.ts';
import { say } from '../output/say.ts';
import { didYouMean } from '../suggest.ts';
import { askForNotes, whereFrom } from './release-notes.ts';

export const notes: Command = {
  usage: '[VERSION] [DIR] [--from changelog|git] [--form markdown|bbcode|html] [--json]',
  examples: ['notes', 'notes 1.4.0', 'notes 1.4.0 "My Plane" --form bbcode', 'notes --from git > notes.md'],
  options: {
    ...JSON_OPTION,
    from: { type: 'string', value: 'SOURCE' },
    form: { type: 'string', value: 'FORM' },
  },
  words: { least: 0, most: 2 },
  async run({ terminal, words, options, signal }) {
    const [first, second] = words;
    const isVersion = first !== undefined && (second !== undefined || isWrittenVersion(first.replace(/^v/i, '')));
    const version = isVersion ? first : undefined;
    if (version !== undefined && !isWrittenVersion(version.replace(/^v/i, ''))) {
      throw new UsageError(say().frame.notWrittenVersion(version));
    }
    const folder = resolve((isVersion ? second : first) ?? '.');
    const source = chosen('from', NOTES_SOURCES, text(options, 'from'));
    const form = chosen('form', TEXT_FORMS, text(options, 'form'));
    await requireFolder(folder);
    const found = await askForNotes(() => findNotes({ folder, version, source, signal }));
    if (found === undefined) {
      const what = version === undefined ? say().notes.anyVersion : version;

      throw new CommandFault(EXIT.failed, fault('no_notes.nowhere', what));
    }
    const written = form === undefined ? found.text : renderNotes(found.text, form);
    terminal.document({ ...found, version: version ?? null, text: written });
    if (!terminal.json) terminal.note(say().notes.from(whereFrom(found)));
    for (const line of written.trimEnd().split('\n')) terminal.line(line);
    return EXIT.done;
  },
};

function chosen<Name extends string>(
  option: string,
  names: readonly Name[],
  wanted: string | undefined,
): Name | undefined {
  const found = names.find((name) => name === wanted);
  if (wanted !== undefined && found === undefined) {
    const sentence = say().notes.notKnown(option, wanted, names.join(', '));
    throw new UsageError(`${sentence}${didYouMean(wanted, names)}`);
  }
  return found;
}
