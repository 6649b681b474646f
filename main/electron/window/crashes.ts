import type { BrowserWindow } from 'electron';

const OFTEN_MS = 60_000;
const MOST_RELOADS = 3;

export interface CrashOptions {
  readonly log: (where: string, cause: unknown) => void;
  /** Asked when the page crashes again and again; true for one more try. */
  readonly askToReload: () => Promise<boolean>;
  readonly quit: () => void;
}

/** After a crash the page is loaded again: what it shows comes from main, and nothing was kept in it alone. */
export function reloadAfterCrash(window: BrowserWindow, { log, askToReload, quit }: CrashOptions): void {
  let crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log('window', `the page ended: ${reason} (${exitCode})`);
    const now = Date.now();
    crashes = [...crashes.filter((at) => now - at < OFTEN_MS), now];
    if (crashes.length <= MOST_RELOADS) return window.webContents.reload();
    // A page that crashes at once each time would blink for ever: the author decides.
    crashes = [];
    void askToReload().then((reload) => {
      if (window.isDestroyed()) return;
      if (reload) window.webContents.reload();
      else quit();
    });
  });
  window.on('unresponsive', () => log('window', 'the page does not respond'));
}
