import { fault } from '../../../preload/messages/index.ts';
import { isWrittenVersion, planVersion, writeVersion } from '../../addon/index.ts';
import { type Command, JSON_OPTION } from '../command.ts';
import { CommandFault, EXIT, UsageError } from '../exit-codes.ts';
import { table } from '../output/format.ts';
import { say } from '../output/say.ts';
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
    if (addon.faults.length > 0) throw faulty(addon.faults.map(({ field, message }) => `${field} ${message}`));
    const { places, changes, faults } = await planVersion(addon, version);
    if (faults.length > 0) throw faulty(faults);
    if (places.length === 0) {
      throw new CommandFault(EXIT.failed, fault('no_version_place.text'));
    }
    const dryRun = options['dry-run'] === true;
    if (!dryRun) await writeVersion(addon.folder, changes);
    terminal.document({ version, dryRun, places, changed: changes.map(({ path }) => path) });
    const rows = places.map(({ path, present, left }) => [
      path,
      left === undefined ? `${present} -> ${version}` : present,
      left === undefined ? '' : say().setVersion.left(left),
    ]);
    for (const line of table(rows)) terminal.line(line.trimEnd());
    const { changed, wouldChange } = say().setVersion;
    terminal.line((dryRun ? wouldChange : changed)(say().count.files(changes.length)));
    return EXIT.done;
  },
};

function faulty(sentences: readonly string[]): CommandFault {
  return new CommandFault(EXIT.failed, fault('version_place.text', sentences.join(' ')));
}
