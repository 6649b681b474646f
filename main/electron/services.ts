import type { Handlers } from '../../preload/contract.ts';
import { fault, message } from '../../preload/messages/index.ts';
import type { AppServices } from '../app/open-app.ts';
import { type AppShell, systemClock } from '../app/shell.ts';
import { type Desktop, showWindow } from './desktop.ts';
import { desktopOpeners } from './dialogs.ts';
import { lastFolders } from './last-folders.ts';
import { installMenu } from './menu.ts';
import { desktopNotifier } from './notifications.ts';
import { openDesktopVault } from './secrets.ts';
import { pageIsSandboxed } from './security/page-sandbox.ts';
import { keepMarks } from './start-marks.ts';
import { activityDisplay } from './window/activity.ts';

/** Opens everything behind the window. Calls of the page have waited for this; a failure answers them all. */
export async function openServices(desktop: Desktop): Promise<void> {
  const { electron, marks, dispatcher, log } = desktop;
  try {
    const { openApp } = await desktop.options.loadApp();
    const app = await openApp(shellOf(desktop));
    desktop.app = app;
    const display = activityDisplay(electron.app, electron.powerSaveBlocker, desktop.language);
    const show = (): void => display.show(app.activity(), desktop.window);
    app.onActivity(show);
    onOtherLanguage(desktop, app, () => {
      installMenu(desktop);
      show();
    });
    show();
    dispatcher.provide(withMarks(desktop, app.handlers));
    marks.mark('services ready');
    void warnWithoutSandbox(desktop);
  } catch (cause) {
    log.write('start', cause);
    dispatcher.giveUp(fault('services_failed.text', desktop.paths.logs));
  }
}

/** The store has the new setting before the listeners are told. */
function onOtherLanguage(desktop: Desktop, app: AppServices, show: () => void): void {
  let shown = desktop.language();
  app.onSettings(() => {
    if (shown === desktop.language()) return;
    shown = desktop.language();
    show();
  });
}

function shellOf(desktop: Desktop): AppShell {
  const { electron, paths, opened, emit, log } = desktop;
  const secrets = openDesktopVault({
    keychain: electron.safeStorage,
    folder: paths.data,
    platform: process.platform,
    onSetAside: ({ path, movedTo, reason }) => log.write('secrets', `${path} moved to ${movedTo}: ${reason}`),
    onSessionOnly: () => desktop.app?.warn(message('notice.tokensUntilQuit'), message('notice.tokensUntilQuitText')),
  });
  return {
    shell: 'desktop',
    version: electron.app.getVersion(),
    paths,
    store: opened.store,
    opened,
    secrets,
    log,
    clock: systemClock,
    notify: desktopNotifier({
      language: desktop.language,
      create: (options) => new electron.Notification(options),
      supported: () => electron.Notification.isSupported(),
      inFront: () => desktop.window?.isFocused() ?? false,
      goTo: (place) => showWindow(desktop, place),
      onFailed: (reason) => {
        log.write('notification', reason);
        desktop.window?.flashFrame(true);
      },
    }),
    openers: desktopOpeners({
      language: desktop.language,
      dialog: electron.dialog,
      shell: electron.shell,
      window: () => desktop.window,
      // GTK would begin at the files used last, where no path that is typed can be chosen.
      firstFolder: process.platform === 'linux' ? paths.home : undefined,
      downloads: paths.downloads,
      lastFolders: lastFolders(opened.store),
    }),
    emit,
  };
}

async function warnWithoutSandbox({ window, app }: Desktop): Promise<void> {
  if (window === undefined || (await pageIsSandboxed(window.webContents.getOSProcessId())) !== false) return;
  app?.warn(message('notice.noSandbox'), message('notice.noSandboxText'));
}

function withMarks({ marks, paths, log }: Desktop, handlers: Handlers): Handlers {
  const { app } = handlers;
  return {
    ...handlers,
    app: {
      ...app,
      interactive(input) {
        marks.mark('interactive');
        keepMarks(paths.logs, marks).catch((cause: unknown) => log.write('start', cause));
        return app.interactive(input);
      },
    },
  };
}
