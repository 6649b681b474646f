import { fault, inTurn, inWords, type Message, message } from '../../../preload/messages/index.ts';
import { isWrittenVersion, planVersion, type VersionPlace, writeVersion } from '../../addon/index.ts';
import { type Command, JSON_OPTION } from '../command.ts';
import { CommandFault, EXIT, UsageError } from '../exit-codes.ts';
import { table } from '../output/format.ts';
import { say } from '../output/say.ts';
import { sayMessage } from '../output/say-main.ts';
import { readAddon } from './read-addon.ts';

export const setVersion: Command = {
  usage: 'NEW [DIR] [--dry-run] [--json]',
  examples: ['version 1.4.0 --dry-run', 'version 1.4.0 "Aircraft/My Plane"'],
  options: { ...JSON_OPTION, 'dry-run': { type: 'boolean' } },
  words: { least: 1, most: 2 },
  async run({ terminal, signal, words, options }) {
    const [version = '', folder = '.'] = words;
    if (!isWrittenVersion(version)) throw new UsageError(say().frame.notWrittenVersion(version));
    const addon = await readAddon(folder, signal);
    if (addon.faults.length > 0) throw faulty(addon.faults.map(({ field, said }) => message('value.at', field, said)));
    const { places, changes, faults } = await planVersion(addon, version);
    if (faults.length > 0) throw faulty(faults);
    if (places.length === 0) {
      throw new CommandFault(EXIT.failed, fault('no_version_place.text'));
    }
    const dryRun = options['dry-run'] === true;
    if (!dryRun) await writeVersion(addon.folder, changes);
    terminal.document({ version, dryRun, places: places.map(inEnglish), changed: changes.map(({ path }) => path) });
    const rows = places.map(({ path, present, left }) => [
      path,
      left === undefined ? `${present} -> ${version}` : present,
      left === undefined ? '' : say().setVersion.left(sayMessage(left, left.id)),
    ]);
    for (const line of table(rows)) terminal.line(line.trimEnd());
    const { changed, wouldChange } = say().setVersion;
    terminal.line((dryRun ? wouldChange : changed)(say().count.files(changes.length)));
    return EXIT.done;
  },
};

function inEnglish({ path, present, left }: VersionPlace): object {
  return { path, present, ...(left !== undefined && { left: inWords(left) }) };
}

function faulty(sentences: readonly Message[]): CommandFault {
  const [first, ...more] = sentences;
  return new CommandFault(EXIT.failed, fault('version_place.text', first === undefined ? '' : inTurn(first, ...more)));
}
