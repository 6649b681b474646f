import type { Handlers } from '../../preload/contract.ts';
import { systemClock, type WorkshopShell } from '../workshop/shell.ts';
import { type Desktop, showWindow } from './desktop.ts';
import { desktopOpeners } from './dialogs.ts';
import { desktopNotifier } from './notifications.ts';
import { openDesktopVault } from './secrets.ts';
import { keepMarks } from './start-marks.ts';
import { activityDisplay } from './window/activity.ts';

/** Opens everything behind the window. Calls of the page have waited for this; a failure answers them all. */
export async function openServices(desktop: Desktop): Promise<void> {
  const { electron, marks, dispatcher, log } = desktop;
  try {
    const [{ openWorkshop }, shell] = await Promise.all([desktop.options.loadWorkshop(), shellOf(desktop)]);
    const workshop = await openWorkshop(shell);
    desktop.workshop = workshop;
    const display = activityDisplay(electron.app, electron.powerSaveBlocker);
    const show = (): void => display.show(workshop.activity(), desktop.window);
    workshop.onActivity(show);
    show();
    dispatcher.provide(withMarks(desktop, workshop.handlers));
    marks.mark('services ready');
  } catch (cause) {
    log.write('start', cause);
    dispatcher.giveUp({
      code: 'services_failed',
      message: 'Loadmaster could not open its data.',
      hint: `Your add-ons and drafts were not touched. See the log in ${desktop.paths.logs}.`,
    });
  }
}

async function shellOf(desktop: Desktop): Promise<WorkshopShell> {
  const { electron, paths, opened, emit, log } = desktop;
  const secrets = await openDesktopVault({
    keychain: electron.safeStorage,
    folder: paths.data,
    platform: process.platform,
    onSetAside: ({ path, movedTo, reason }) => log.write('secrets', `${path} moved to ${movedTo}: ${reason}`),
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
      create: (options) => new electron.Notification(options),
      supported: () => electron.Notification.isSupported(),
      inFront: () => desktop.window?.isFocused() ?? false,
      goTo: (place) => showWindow(desktop, place),
    }),
    openers: desktopOpeners({
      dialog: electron.dialog,
      shell: electron.shell,
      window: () => desktop.window,
      downloads: paths.downloads,
    }),
    emit,
  };
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
