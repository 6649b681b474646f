import { resolve } from 'node:path';
import { inWords } from '../../../preload/messages/index.ts';
import { writeProjectFile } from '../../addon/index.ts';
import { type Command, JSON_OPTION, text } from '../command.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { readProject } from '../folder/read-project.ts';
import { requireFolder } from '../folder/require-folder.ts';
import { table } from '../output/format.ts';
import { say } from '../output/say.ts';
import { sayMessage } from '../output/say-main.ts';
import { REGISTRY_OPTIONS } from '../terminal-app.ts';

export const destinations: Command = {
  usage: 'DIR [--add JSON | --set JSON | --remove NAME | --test NAME [--trust FINGERPRINT]] [--json]',
  options: {
    ...JSON_OPTION,
    add: { type: 'string', value: 'JSON' },
    set: { type: 'string', value: 'JSON' },
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
    await requireFolder(folder);
    const { project } = await readProject(folder);
    let raw = project.destinations ?? [];
    const { readDestinations } = await import('../../destinations/index.ts');
    const added = text(options, 'add');
    const changed = text(options, 'set');
    const removed = text(options, 'remove');
    const refuseFaults = (next: typeof raw) => {
      const [fault] = readDestinations(next).faults;
      if (fault !== undefined) throw new UsageError(sayMessage(fault, fault.id));
      return next;
    };
    if (added !== undefined) raw = refuseFaults([...raw, parse(added, '--add')]);
    if (changed !== undefined) raw = refuseFaults(withChange(raw, parse(changed, '--set')));
    if (removed !== undefined) {
      if (!raw.some(({ name }) => name === removed)) throw new UsageError(say().release.unknownDestination(removed));
      raw = raw.filter(({ name }) => name !== removed);
    }
    if ([added, changed, removed].some((one) => one !== undefined))
      await writeProjectFile(folder, { ...project, destinations: raw });
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

type RawDestination = { kind: string; name: string };

function parse(text: string, option: string): RawDestination {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value as RawDestination;
  } catch {
    // Said below.
  }
  throw new UsageError(say().destinations.notJson(option));
}

/** What is not named stays; `null` takes a setting away (RFC 7396). */
function withChange<T extends RawDestination>(raw: readonly T[], change: RawDestination): T[] {
  if (!raw.some(({ name }) => name === change.name))
    throw new UsageError(say().release.unknownDestination(change.name));
  return raw.map((one) => (one.name === change.name ? (merged(one, change) as T) : one));
}

function merged(to: unknown, change: unknown): unknown {
  if (!isObject(change)) return change;
  const next: Record<string, unknown> = isObject(to) ? { ...to } : {};
  for (const [key, value] of Object.entries(change)) {
    if (value === null) delete next[key];
    else next[key] = merged(next[key], value);
  }
  return next;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
