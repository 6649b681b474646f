import type { BrowserWindow } from 'electron';
import type { Desktop } from './desktop.ts';
import { mayQuit } from './dialogs.ts';

const LONGEST_CLOSING_MS = 5_000;

/**
 * Quitting with work under way is asked about once; then the services close (the journal knows where they were) and
 * the app ends. On macOS closing the window is not quitting.
 */
export function confirmBeforeQuit(desktop: Desktop): void {
  const { app } = desktop.electron;
  quitBySignal(desktop);
  app.on('before-quit', (event) => {
    if (mayGo(desktop)) desktop.quitting = true;
    else {
      event.preventDefault();
      void ask(desktop);
    }
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    event.preventDefault();
    void closeServices(desktop).then(() => app.exit(0));
  });
}

/** Without asking: the journal goes on next time, and who ends the session does not wait for an answer. */
export function quitNow(desktop: Desktop): void {
  desktop.quitting = true;
  desktop.electron.app.quit();
}

/** A logout, a shutdown and a service manager end the app by a signal, and soon after that by force. */
function quitBySignal(desktop: Desktop): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    // A library's listener from before Electron was ready would keep Chromium's handler, which asks, in its place.
    process.removeAllListeners(signal);
    process.on(signal, () => quitNow(desktop));
  }
}

/** Off macOS closing the window is quitting: the question comes while the window is still there. */
export function confirmBeforeClose(desktop: Desktop, window: BrowserWindow): void {
  window.on('close', (event) => {
    if (process.platform === 'darwin' || mayGo(desktop)) return;
    event.preventDefault();
    desktop.electron.app.quit();
  });
  // Windows ends its session after this, whatever the app answers.
  window.on('session-end', () => quitNow(desktop));
}

function mayGo({ quitting, app }: Desktop): boolean {
  return quitting || (app?.activity().running ?? 0) === 0;
}

const asking = new WeakSet<Desktop>();

async function ask(desktop: Desktop): Promise<void> {
  if (asking.has(desktop)) return;
  asking.add(desktop);
  const running = desktop.app?.activity().running ?? 0;
  const agreed = await mayQuit(desktop.electron.dialog, desktop.window, running, desktop.language());
  asking.delete(desktop);
  // A signal may have come meanwhile: "keep working" does not take that back.
  if (agreed) quitNow(desktop);
}

async function closeServices({ app, log }: Desktop): Promise<void> {
  const tooLong = new Promise((resolve) => setTimeout(resolve, LONGEST_CLOSING_MS));
  const closing = Promise.resolve(app?.close()).catch((cause: unknown) => log.write('quit', cause));
  await Promise.race([closing.then(() => log.flushed()), tooLong]);
}
