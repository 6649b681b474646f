import { resolve } from 'node:path';
import { readProjectFile, writeProjectFile } from '../addon/index.ts';
import { type Command, JSON_OPTION, text } from './command.ts';
import { CommandFault, EXIT, UsageError } from './exit-codes.ts';
import { table } from './format.ts';

export const destinations: Command = {
  name: 'destinations',
  summary: 'Lists, adds and removes the places an add-on is released to',
  usage: 'DIR [--add JSON | --remove NAME] [--json]',
  help: [
    'They stand in loadmaster.json, without secrets, so they travel with the folder. For example:',
    '  --add \'{"kind":"skunkcrafts","name":"updates","url":"https://...","place":{"carrier":"folder","path":"../depot"}}\'',
    '  --add \'{"kind":"folder","name":"backup","place":{"carrier":"folder","path":"/mnt/share/plane"}}\'',
    '  --add \'{"kind":"zip","name":"forum","path":"../out"}\'',
    '  --add \'{"kind":"xpkg","name":"registry","registry":"local"}\'',
    '`loadmaster release DIR --dry-run` tests them all.',
  ],
  options: {
    ...JSON_OPTION,
    add: { type: 'string', says: 'a destination, as it is written in loadmaster.json', value: 'JSON' },
    remove: { type: 'string', says: 'take this one out; what was released there stays', value: 'NAME' },
  },
  words: { least: 1, most: 1 },
  async run({ terminal, words, options }) {
    const folder = resolve(words[0] ?? '');
    const read = await readProjectFile(folder);
    if (read.state === 'unusable') throw new CommandFault(EXIT.failed, 'project_unusable', read.reason);
    const project = read.state === 'read' ? read.project : {};
    let raw = project.destinations ?? [];
    const { readDestinations } = await import('../destinations/index.ts');
    const added = text(options, 'add');
    const removed = text(options, 'remove');
    if (added !== undefined) {
      const next = [...raw, parse(added)];
      const [fault] = readDestinations(next).faults;
      if (fault !== undefined) throw new UsageError(fault);
      raw = next;
    }
    if (removed !== undefined) {
      if (!raw.some(({ name }) => name === removed)) throw new UsageError(`There is no destination "${removed}".`);
      raw = raw.filter(({ name }) => name !== removed);
    }
    if (added !== undefined || removed !== undefined) await writeProjectFile(folder, { ...project, destinations: raw });
    const { settings, faults } = readDestinations(raw);
    terminal.document({ destinations: settings, faults });
    for (const row of table(settings.map(({ name, kind }) => [name, kind]))) terminal.line(row);
    for (const fault of faults) terminal.line(terminal.paint('red', fault));
    if (settings.length === 0 && faults.length === 0) terminal.line('No destinations yet.');
    return faults.length > 0 ? EXIT.failed : EXIT.done;
  },
};

function parse(text: string): { kind: string; name: string } {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError('--add takes a destination as JSON.');
  }
}
