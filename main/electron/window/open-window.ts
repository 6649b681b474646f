import type { Desktop } from '../desktop.ts';
import { openOutside } from '../dialogs.ts';
import { closeWithCare } from '../quit.ts';
import { ENTRY_URL } from '../security/app-scheme.ts';
import { lockNavigation } from '../security/navigation.ts';
import { webPreferences } from '../security/web-preferences.ts';
import { manageWindow, reviveWhenGone, type WindowOptions, windowOptions } from './main-window.ts';

/** Opens the one window and resolves at its first paint. The source's only `new BrowserWindow` is here. */
export async function openWindow(desktop: Desktop): Promise<void> {
  const { options, electron, opened, log, marks, developing } = desktop;
  const settings: WindowOptions = {
    store: opened.store,
    workAreas: electron.screen.getAllDisplays().map(({ workArea }) => workArea),
    dark: electron.nativeTheme.shouldUseDarkColors,
    icon: options.icon,
    webPreferences: webPreferences(options.preload, developing),
  };
  marks.mark('window asked');
  const window = new electron.BrowserWindow(windowOptions(settings));
  desktop.window = window;
  window.on('closed', () => {
    desktop.window = null;
  });
  lockNavigation(window.webContents, (url) => void openOutside(electron.shell, url));
  manageWindow(window, settings);
  closeWithCare(desktop, window);
  reviveWhenGone(window, log.write);
  const painted = new Promise<void>((resolve) => window.once('ready-to-show', () => resolve()));
  await window.loadURL(ENTRY_URL);
  await painted;
}
