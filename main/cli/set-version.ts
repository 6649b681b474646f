import { fault } from '../../preload/messages/index.ts';
import { isWrittenVersion, planVersion, writeVersion } from '../addon/index.ts';
import { type Command, JSON_OPTION } from './command.ts';
import { CommandFault, EXIT, UsageError } from './exit-codes.ts';
import { plural, table } from './format.ts';
import { readAddon } from './read-addon.ts';

export const setVersion: Command = {
  usage: 'NEW [DIR] [--dry-run] [--json]',
  help: [
    'Known places: P acf/_version of each .acf, SkunkCrafts configurations, version.txt and the read-me; a change log is only shown.',
    'Further ones stand in loadmaster.json: "versions": [{ "file": "src/version.h", "pattern": "VERSION \\"{version}\\"" }].',
    'All are changed together, or none.',
  ],
  examples: ['version 1.4.0 --dry-run', 'version 1.4.0 "Aircraft/My Plane"'],
  options: { ...JSON_OPTION, 'dry-run': { type: 'boolean', says: 'shows the places and changes nothing' } },
  words: { least: 1, most: 2 },
  async run({ terminal, signal, words, options }) {
    const [version = '', folder = '.'] = words;
    if (!isWrittenVersion(version)) throw new UsageError(`${version} is not a version such as 1.4.0 or 1.4.0-beta.2.`);
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
      left === undefined ? '' : `left as it is: ${left}`,
    ]);
    for (const line of table(rows)) terminal.line(line.trimEnd());
    terminal.line(`${plural(changes.length, 'file')} ${dryRun ? 'would be changed; nothing was' : 'changed'}.`);
    return EXIT.done;
  },
};

function faulty(sentences: readonly string[]): CommandFault {
  return new CommandFault(EXIT.failed, fault('version_place.text', sentences.join(' ')));
}
