import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import Conf from 'conf';
import type { Emitters } from '../../preload/contract.ts';
import { openInBrowser } from '../app/open-browser.ts';
import type { ErrorLog } from '../app/reports/error-log.ts';
import { type AppPaths, type AppShell, systemClock } from '../app/shell.ts';
import { externalLink, registryPage } from '../bridge/index.ts';
import { type OpenedStore, openStore, privateFileVault } from '../settings/index.ts';
import { freeDownload } from './free-name.ts';

/** What the app gets from a browser tab: no keychain, no folder dialog, no file manager. */
export async function browserAppShell(
  folder: string,
  paths: AppPaths,
  log: ErrorLog,
  emit: Emitters,
): Promise<AppShell> {
  const { store, ...opened } = await openSettings(folder);
  return {
    shell: 'browser',
    version: await version(),
    paths,
    store,
    opened,
    log,
    secrets: privateFileVault(join(paths.data, 'secrets.json'), ({ path, movedTo, reason }) =>
      log.write('secrets', `${path} moved to ${movedTo}: ${reason}`),
    ),
    clock: systemClock,
    // The page shows its notices itself; the tab is where the author is, or is not.
    notify() {},
    openers: {
      saveFile: (suggestedName) => freeDownload(paths.downloads, suggestedName),
      async openExternal(url) {
        const link = externalLink(url);
        if (link !== undefined) await openInBrowser(link);
      },
      async openPage(address) {
        const page = registryPage(address);
        return page !== undefined && (await openInBrowser(page));
      },
    },
    emit,
  };
}

/** The same file as the desktop shell's, read by the base of the library that reads it there. */
function openSettings(folder: string): Promise<OpenedStore> {
  return openStore(join(folder, 'settings.json'), () => {
    const store = new Conf<Record<string, unknown>>({
      cwd: folder,
      configName: 'settings',
      projectName: 'Loadmaster',
      clearInvalidConfig: false,
    });
    return {
      get: (key) => store.get(key),
      set: (key, value) => store.set(key, value),
      delete: (key) => store.delete(key),
    };
  });
}

async function version(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8');
  return String((JSON.parse(text) as { version: unknown }).version);
}

export function downloadsFolder(): string {
  return process.env.XDG_DOWNLOAD_DIR ?? join(homedir(), 'Downloads');
}
