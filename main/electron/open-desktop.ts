import { type Desktop, type DesktopOptions, prepareDesktop, showWindow } from './desktop.ts';
import { serveCalls } from './ipc.ts';
import { installMenu } from './menu.ts';
import { confirmBeforeQuit } from './quit.ts';
import { isEntryPage } from './security/app-scheme.ts';
import { limitPermissions } from './security/permissions.ts';
import { serveApp } from './security/serve-app.ts';
import { openServices } from './services.ts';
import { openWindow } from './window/open-window.ts';

/** What follows when Electron is ready. */
export async function openDesktop(options: DesktopOptions): Promise<void> {
  const { app, protocol, session, ipcMain } = options.electron;
  const desktop = await prepareDesktop(options);
  desktop.marks.mark('ready');
  logCrashes(desktop);
  serveApp(protocol, options.pageFolder);
  limitPermissions(session.defaultSession, isEntryPage);
  serveCalls(ipcMain, desktop.dispatcher);
  confirmBeforeQuit(desktop);
  // Before the window is seen: a menu bar that came later would push the page down.
  installMenu(desktop);
  await openWindow(desktop);
  if (desktop.quitting) return;
  app.on('second-instance', () => void comeToFront(desktop));
  app.on('activate', () => void comeToFront(desktop));
  await openServices(desktop);
}

/** On macOS the app goes on without a window; a click on its icon brings one back. */
async function comeToFront(desktop: Desktop): Promise<void> {
  if (desktop.window === undefined) await openWindow(desktop);
  else showWindow(desktop);
}

/** Whatever breaks is written down, redacted, before it is lost. */
function logCrashes({ electron, log }: Desktop): void {
  process.on('uncaughtException', (cause) => log.write('main', cause));
  process.on('unhandledRejection', (cause) => log.write('main', cause));
  electron.app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.write('process', `${type} ended: ${reason} (${exitCode})`);
  });
}
