import type { BrowserWindow } from 'electron';
import type { Desktop } from '../desktop.ts';
import { askToReload, openOutside } from '../dialogs.ts';
import { confirmBeforeClose, quitNow } from '../quit.ts';
import { ENTRY_URL } from '../security/app-scheme.ts';
import { lockNavigation } from '../security/navigation.ts';
import { webPreferences } from '../security/web-preferences.ts';
import { reloadAfterCrash } from './crashes.ts';
import { firstPaint } from './first-paint.ts';
import { manageWindow, type WindowOptions, windowOptions } from './main-window.ts';

/** Opens the one window and resolves when there is something to see. The source's only `new BrowserWindow` is here. */
export async function openWindow(desktop: Desktop): Promise<void> {
  const { options, electron, opened, log, marks, developing } = desktop;
  const settings: WindowOptions = {
    store: opened.store,
    workAreas: electron.screen.getAllDisplays().map(({ workArea }) => workArea),
    dark: electron.nativeTheme.shouldUseDarkColors,
    showAtOnce: process.platform === 'linux',
    icon: options.icon,
    webPreferences: webPreferences(options.preload, developing),
  };
  marks.mark('window asked');
  const window = new electron.BrowserWindow(windowOptions(settings));
  desktop.window = window;
  window.on('closed', () => {
    desktop.window = undefined;
  });
  lockNavigation(window.webContents, (url) => void openOutside(electron.shell, url));
  confirmBeforeClose(desktop, window);
  reloadAfterCrash(window, {
    log: log.write,
    askToReload: () => askToReload(electron.dialog, window, desktop.language()),
    quit: () => quitNow(desktop),
  });
  window.once('ready-to-show', () => marks.mark('first paint'));
  const seen = firstPaint(window);
  manageWindow(window, settings, seen);
  load(desktop, window);
  await seen;
}

/** Not waited for: a load ends early when the author quits, closes the window or loads the page again meanwhile. */
function load(desktop: Desktop, window: BrowserWindow): void {
  window.loadURL(ENTRY_URL).catch((cause: unknown) => {
    if (!desktop.quitting && !window.isDestroyed()) desktop.log.write('window', cause);
  });
}
