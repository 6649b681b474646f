import { resolve } from 'node:path';
import { message } from '../../preload/messages/index.ts';
import { folderFault, refuseToStart } from './cannot-start.ts';
import { logCrashes } from './crash-log.ts';
import { type Desktop, type DesktopOptions, prepareDesktop, showWindow } from './desktop.ts';
import { serveCalls } from './ipc.ts';
import { installMenu } from './menu.ts';
import { quitWithCare } from './quit.ts';
import { APP_SCHEME, isEntryPage, serveApp } from './security/app-scheme.ts';
import { refusedSwitch } from './security/command-line.ts';
import { limitPermissions } from './security/permissions.ts';
import { openServices } from './services.ts';
import { openWindow } from './window/open-window.ts';

/** What must be done before Electron is ready, in this order; then the rest of the list. */
export function startDesktop(options: DesktopOptions): void {
  const { app, protocol, Menu } = options.electron;
  app.enableSandbox();
  // Windows shows notifications under the name that the installer's shortcut has.
  app.setAppUserModelId('org.loadmaster.app');
  protocol.registerSchemesAsPrivileged([APP_SCHEME]);
  // Electron would build a menu of its own; ours comes after the first paint.
  Menu.setApplicationMenu(null);
  // Electron takes absolute paths alone.
  if (process.env.LOADMASTER_DATA) app.setPath('userData', resolve(process.env.LOADMASTER_DATA));
  const refused = refusedSwitch((name) => app.commandLine.hasSwitch(name), app.isPackaged);
  if (refused !== null) {
    process.stderr.write(`Loadmaster does not start with --${refused}.\n`);
    app.exit(1);
    return;
  }
  // Without this a folder that cannot hold the lock below looks like an app that runs already.
  const unwritable = folderFault(app.getPath('userData'));
  if (unwritable !== undefined) {
    refuseToStart(options.electron, unwritable);
    return;
  }
  // The one that runs already shows itself; the arguments of a second start are not looked at.
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app
    .whenReady()
    .then(() => openDesktop(options))
    .catch((cause: unknown) => refuseToStart(options.electron, message('notice.verbatim', String(cause))));
}

async function openDesktop(options: DesktopOptions): Promise<void> {
  const { app, protocol, session, ipcMain } = options.electron;
  const desktop = await prepareDesktop(options);
  desktop.marks.mark('ready');
  logCrashes(desktop);
  serveApp(protocol, options.pageFolder);
  limitPermissions(session.defaultSession, isEntryPage);
  serveCalls(ipcMain, desktop.dispatcher);
  quitWithCare(desktop);
  await openWindow(desktop);
  if (desktop.quitting) return;
  app.on('second-instance', () => void comeToFront(desktop));
  app.on('activate', () => void comeToFront(desktop));
  installMenu(desktop);
  await openServices(desktop);
}

/** On macOS the app goes on without a window; a click on its icon brings one back. */
async function comeToFront(desktop: Desktop): Promise<void> {
  if (desktop.window === null) await openWindow(desktop);
  else showWindow(desktop);
}
