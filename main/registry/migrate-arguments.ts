import { statSync } from 'node:fs';
import { parseWords, readConfig, UsageError } from './serve-arguments.ts';
import type { StorageSettings } from './storage/open-storage.ts';
import { readStorage } from './storage-arguments.ts';

/** Each place is a data folder, or the configuration file of a registry. */
export function readMigrateArguments(words: readonly string[]): Record<'from' | 'to', StorageSettings> {
  const { from, to } = readPlaces(words);
  return { from: placeOf(from), to: placeOf(to) };
}

/** A backup is always one new folder. */
export function readBackupArguments(words: readonly string[]): { from: StorageSettings; to: string } {
  const { from, to } = readPlaces(words);
  return { from: placeOf(from), to };
}

function readPlaces(words: readonly string[]): { from: string; to: string } {
  const options = { from: { type: 'string' }, to: { type: 'string' } } as const;
  const { from, to } = parseWords({ args: [...words], options }).values;
  if (from === undefined || to === undefined)
    throw new UsageError('--from and --to are needed, each a folder or a configuration file.');
  return { from, to };
}

function placeOf(path: string): StorageSettings {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return { dataDir: path };
  const config = readConfig(path);
  const storage = readStorage(Object.fromEntries(Object.entries(config).map(([name, value]) => [name, String(value)])));
  if (!storage.ok) throw new UsageError(`${path}: ${storage.message}`);
  if (typeof config.data !== 'string') throw new UsageError(`${path}: "data" is missing.`);
  return { dataDir: config.data, ...storage.storage };
}
