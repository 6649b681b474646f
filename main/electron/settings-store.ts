import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { type OpenedStore, openStore } from '../settings/index.ts';

const NAME = 'settings';

/**
 * Settings by electron-store. `clearInvalidConfig` stays off: it wipes a file it cannot read, and such a file is set
 * aside and kept instead.
 */
export function openDesktopStore(folder: string): Promise<OpenedStore> {
  return openStore(join(folder, `${NAME}.json`), () => {
    const store = new ElectronStore<Record<string, unknown>>({ name: NAME, cwd: folder, clearInvalidConfig: false });
    return {
      get: (key) => store.get(key),
      set: (key, value) => store.set(key, value),
      delete: (key) => store.delete(key),
    };
  });
}
