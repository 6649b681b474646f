import { resolve } from 'node:path';
import { message } from '../../preload/messages/index.ts';
import { folderFault, refuseToStart } from './cannot-start.ts';
import type { DesktopOptions } from './desktop.ts';
import { openDesktop } from './open-desktop.ts';
import { APP_SCHEME } from './security/app-scheme.ts';
import { refusedSwitch } from './security/command-line.ts';
import { prepareToServe } from './security/serve-app.ts';

/** What must be done before Electron is ready, in this order; then open-desktop's list. */
export function startDesktop(options: DesktopOptions): void {
  const { app, protocol, Menu } = options.electron;
  app.enableSandbox();
  // Windows shows notifications under the name that the installer's shortcut has.
  app.setAppUserModelId('org.loadmaster.app');
  protocol.registerSchemesAsPrivileged([APP_SCHEME]);
  // Electron would build a menu of its own when it is ready.
  Menu.setApplicationMenu(null);
  // Electron takes absolute paths alone.
  if (process.env.LOADMASTER_DATA) app.setPath('userData', resolve(process.env.LOADMASTER_DATA));
  const refused = refusedSwitch((name) => app.commandLine.hasSwitch(name), app.isPackaged);
  if (refused !== undefined) {
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
  prepareToServe();
}
