/**
 * Where small things are kept between runs. electron-store and conf both have this shape; the desktop shell passes
 * the one, the terminal and the browser shell the other.
 */
export interface KeyValueStore {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  delete(key: string): void;
  /** Does `work` while no other process changes the store: for a change that starts from what is there now. */
  exclusively?<T>(work: () => T): T;
}

/** A store that forgets: for a data folder that cannot be written, and for tests. */
export function memoryStore(content: Record<string, unknown> = {}): KeyValueStore {
  const kept = new Map(Object.entries(content));
  return {
    get: (key) => kept.get(key),
    set: (key, value) => {
      kept.set(key, structuredClone(value));
    },
    delete: (key) => {
      kept.delete(key);
    },
  };
}
