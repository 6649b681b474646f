import { chmodSync, existsSync, statSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { errorText } from '../../preload/contract/error-text.ts';
import { type SetAside, setAside, withLock } from '../disk/index.ts';
import { type KeyValueStore, memoryStore } from './key-value-store.ts';

export interface OpenedStore {
  readonly store: KeyValueStore;
  readonly setAside: SetAside | undefined;
  readonly readOnly: string | undefined;
}

/**
 * Opens the settings file by `create` (electron-store or conf, which throw on a broken file). A broken file is set
 * aside and reported; a folder that cannot be written still gives a working app whose settings last for the session.
 */
export async function openStore(
  path: string,
  create: () => KeyValueStore,
  now: () => Date = () => new Date(),
): Promise<OpenedStore> {
  try {
    return { store: shared(path, create()), setAside: undefined, readOnly: undefined };
  } catch (cause) {
    const reason = errorText(cause);
    if (!existsSync(path)) return { store: memoryStore(), setAside: undefined, readOnly: reason };
    try {
      const moved = await setAside(path, reason, now());
      try {
        return { store: shared(path, create()), setAside: moved, readOnly: undefined };
      } catch (again) {
        await rename(moved.movedTo, path);
        throw again;
      }
    } catch (second) {
      return {
        store: memoryStore(),
        setAside: undefined,
        readOnly: errorText(second),
      };
    }
  }
}

/**
 * A store writes the whole file for every key, from what it read a moment before: without turns, one process's change
 * undoes another's.
 */
function shared(path: string, store: KeyValueStore): KeyValueStore {
  let inside = false;
  function exclusively<T>(work: () => T): T {
    if (inside) return work();
    return withLock(`${path}.lock`, () => {
      inside = true;
      try {
        return work();
      } finally {
        inside = false;
      }
    });
  }
  function change(act: () => void): void {
    exclusively(() => {
      act();
      // Addresses and folders are nobody else's to read.
      if (existsSync(path)) chmodSync(path, 0o600);
    });
  }
  return {
    get: keptReads(path, store),
    set: (key, value) => change(() => store.set(key, value)),
    delete: (key) => change(() => store.delete(key)),
    exclusively,
  };
}

/**
 * The library reads and parses the whole file for every key, and a Hangar of five hundred asks for one five hundred times.
 * What a key held is kept as long as the file is the same one; another process that changes it makes another.
 */
function keptReads(path: string, store: KeyValueStore): KeyValueStore['get'] {
  const kept = new Map<string, unknown>();
  let keptOf: string | undefined;
  return (key) => {
    const file = whichFile(path);
    if (file === undefined) return store.get(key);
    if (file !== keptOf) kept.clear();
    keptOf = file;
    if (!kept.has(key)) kept.set(key, store.get(key));
    return structuredClone(kept.get(key));
  };
}

/** Every change of the file is a new one in its place, or at least a new time. */
function whichFile(path: string): string | undefined {
  const file = statSync(path, { bigint: true, throwIfNoEntry: false });
  return file && `${file.ino} ${file.size} ${file.mtimeNs} ${file.ctimeNs}`;
}
