import { resolve } from 'node:path';
import { inWords } from '../../../preload/messages/index.ts';
import { writeProjectFile } from '../../addon/index.ts';
import { type Command, JSON_OPTION, text } from '../command.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { readProject } from '../folder/read-project.ts';
import { table } from '../output/format.ts';
import { say } from '../output/say.ts';
import { sayMessage } from '../output/say-main.ts';
import { REGISTRY_OPTIONS } from '../terminal-app.ts';

export const destinations: Command = {
  usage: 'DIR [--add JSON | --remove NAME | --test NAME [--trust FINGERPRINT]] [--json]',
  options: {
    ...JSON_OPTION,
    add: { type: 'string', value: 'JSON' },
    remove: { type: 'string', value: 'NAME' },
    data: REGISTRY_OPTIONS.data,
    test: { type: 'string', value: 'NAME' },
    trust: {
      type: 'string',
      value: 'FINGERPRINT',
    },
  },
  words: { least: 1, most: 1 },
  async run(context) {
    const { terminal, words, options } = context;
    const folder = resolve(words[0] ?? '');
    const { project } = await readProject(folder);
    let raw = project.destinations ?? [];
    const { readDestinations } = await import('../../destinations/index.ts');
    const added = text(options, 'add');
    const removed = text(options, 'remove');
    if (added !== undefined) {
      const next = [...raw, parse(added)];
      const [fault] = readDestinations(next).faults;
      if (fault !== undefined) throw new UsageError(sayMessage(fault, fault.id));
      raw = next;
    }
    if (removed !== undefined) {
      if (!raw.some(({ name }) => name === removed)) throw new UsageError(say().release.unknownDestination(removed));
      raw = raw.filter(({ name }) => name !== removed);
    }
    if (added !== undefined || removed !== undefined) await writeProjectFile(folder, { ...project, destinations: raw });
    const { settings, faults } = readDestinations(raw);
    const tested = text(options, 'test');
    if (tested !== undefined) {
      const one = settings.find(({ name }) => name === tested);
      if (one === undefined) throw new UsageError(say().release.unknownDestination(tested));
      const { testPlace } = await import('./test-place.ts');
      return testPlace(one, folder, context);
    }
    terminal.document({ destinations: settings, faults: faults.map((one) => inWords(one)) });
    for (const row of table(settings.map(({ name, kind }) => [name, kind]))) terminal.line(row);
    for (const fault of faults) terminal.line(terminal.paint('red', sayMessage(fault, fault.id)));
    if (settings.length === 0 && faults.length === 0) terminal.line(say().destinations.none);
    return faults.length > 0 ? EXIT.failed : EXIT.done;
  },
};

function parse(text: string): { kind: string; name: string } {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(say().destinations.notJson);
  }
}
