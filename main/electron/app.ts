import { accessSync, constants, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { WhyNot } from './cannot-start.ts';
import type { DesktopOptions, ElectronApi } from './desktop.ts';
import { APP_SCHEME } from './security/app-scheme.ts';
import { refusedSwitch } from './security/command-line.ts';

/**
 * What must be done before Electron is ready, in this order. Chromium starts its other processes only when this has run, so what
 * is imported here is little, and the rest is read while they start.
 */
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
  if (refused !== null) {
    process.stderr.write(`Loadmaster does not start with --${refused}.\n`);
    app.exit(1);
    return;
  }
  // Without this a folder that cannot hold the lock below looks like an app that runs already.
  const folder = app.getPath('userData');
  const reason = whyNotWritable(folder);
  if (reason !== undefined) {
    void refuse(options.electron, { folder, reason });
    return;
  }
  // The one that runs already shows itself; the arguments of a second start are not looked at.
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  const rest = import('./open-desktop.ts').then((loaded) => {
    loaded.prepareToServe();
    return loaded;
  });
  Promise.all([rest, app.whenReady()])
    .then(([{ openDesktop }]) => openDesktop(options))
    .catch((cause: unknown) => refuse(options.electron, { cause }));
}

/** Makes the folder where it is missing. The reason why nothing can be kept in it, or undefined where it can. */
function whyNotWritable(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch (cause) {
    return String(cause instanceof Error && 'code' in cause ? cause.code : cause);
  }
}

async function refuse(electron: ElectronApi, why: WhyNot): Promise<void> {
  const { refuseToStart } = await import('./cannot-start.ts');
  refuseToStart(electron, why);
}
