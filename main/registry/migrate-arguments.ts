import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig, UsageError } from './serve-arguments.ts';
import type { StorageSettings } from './storage/open-storage.ts';
import { readStorage } from './storage-arguments.ts';

/** Each place is a data folder, or the configuration file of a registry. */
export function readMigrateArguments(words: readonly string[]): Record<'from' | 'to', StorageSettings> {
  const { values } = parseArgs({ args: [...words], options: { from: { type: 'string' }, to: { type: 'string' } } });
  const { from, to } = values;
  if (from === undefined || to === undefined)
    throw new UsageError('migrate needs --from and --to, each a folder or a file.');
  return { from: placeOf(from), to: placeOf(to) };
}

function placeOf(path: string): StorageSettings {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return { dataDir: path };
  const config = readConfig(path);
  const storage = readStorage(Object.fromEntries(Object.entries(config).map(([name, value]) => [name, String(value)])));
  if (!storage.ok) throw new UsageError(`${path}: ${storage.message}`);
  if (typeof config.data !== 'string') throw new UsageError(`${path}: "data" is missing.`);
  return { dataDir: config.data, ...storage.storage };
}
