import { dirname, join } from 'node:path';
import type { BrowserWindow, Dialog, MessageBoxOptions, OpenDialogOptions, SaveDialogOptions, Shell } from 'electron';
import type { Language } from '../../preload/contract/languages.ts';
import { inWords, message } from '../../preload/messages/index.ts';
import type { Openers } from '../app/shell.ts';
import { externalLink, registryPage } from '../bridge/index.ts';
import type { LastFolders } from './last-folders.ts';

interface Parts {
  readonly language: () => Language;
  readonly dialog: Dialog;
  readonly shell: Shell;
  readonly window: () => BrowserWindow | undefined;
  /** Where folders are looked for first; undefined where the system knows better. */
  readonly firstFolder: string | undefined;
  readonly downloads: string;
  readonly lastFolders: LastFolders;
}

/** What the desktop can do for the author outside the page. A dialog hangs on the window while there is one. */
export function desktopOpeners(parts: Parts): Openers {
  const { language, dialog, shell, window, firstFolder, downloads, lastFolders } = parts;
  return {
    async pickFolder() {
      const last = lastFolders.get('pick') ?? firstFolder;
      const options: OpenDialogOptions = {
        title: inWords(message('dialog.chooseFolder'), language()),
        properties: ['openDirectory'],
        ...(last === undefined ? {} : { defaultPath: last }),
      };
      const parent = window();
      const answer = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
      const picked = answer.canceled ? undefined : answer.filePaths[0];
      if (picked === undefined) return undefined;
      // Add-ons lie side by side: the next one is looked for where this one was.
      lastFolders.keep('pick', dirname(picked));
      return picked;
    },
    async saveFile(suggestedName) {
      const options: SaveDialogOptions = {
        defaultPath: join(lastFolders.get('save') ?? downloads, suggestedName),
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      };
      const parent = window();
      const answer = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options));
      if (answer.canceled || answer.filePath === '') return undefined;
      lastFolders.keep('save', dirname(answer.filePath));
      return answer.filePath;
    },
    // Shown, never opened: opening a file of an add-on could run it.
    reveal: (path) => shell.showItemInFolder(path),
    openExternal: (url) => openOutside(shell, url),
    async openPage(address) {
      const page = registryPage(address);
      if (page === undefined) return false;
      await shell.openExternal(page);
      return true;
    },
  };
}

/** The only way an address reaches the system. What the rule refuses is dropped without a word to the page. */
export async function openOutside(shell: Shell, address: string): Promise<void> {
  const link = externalLink(address);
  if (link !== undefined) await shell.openExternal(link);
}

/** The page crashes at each start: true to load it once more, false to quit. */
export async function askToReload(dialog: Dialog, window: BrowserWindow, language: Language): Promise<boolean> {
  const answer = await dialog.showMessageBox(window, {
    type: 'error',
    message: inWords(message('dialog.crashing'), language),
    detail: inWords(message('dialog.crashingText'), language),
    buttons: [inWords(message('dialog.reload'), language), inWords(message('dialog.quit'), language)],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return answer.response === 0;
}

/** True when the author wants to quit although work is under way. Going on working is what Enter and Escape mean. */
export async function mayQuit(
  dialog: Dialog,
  window: BrowserWindow | undefined,
  running: number,
  language: Language,
): Promise<boolean> {
  const work = running === 1 ? message('dialog.atWork') : message('dialog.severalAtWork', running);
  const options: MessageBoxOptions = {
    type: 'question',
    message: inWords(work, language),
    detail: inWords(message('dialog.atWorkText'), language),
    buttons: [inWords(message('dialog.keepWorking'), language), inWords(message('dialog.quit'), language)],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const answer = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
  return answer.response === 1;
}
