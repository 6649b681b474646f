import type { BrowserWindow } from 'electron';

/** A window that is minimised, or on a desktop that draws no hidden windows, may never paint. */
const LONGEST_WAIT_MS = 3_000;
/** The paint mostly comes with the end of the load, or just after it. */
const AFTER_LOAD_MS = 1_000;

export type FirstPaint = 'painted' | 'not painted' | 'closed';

/**
 * Resolves when there is something to see, or nothing left to wait for: the first paint, the end of the load, the end
 * of the window, or a time limit. Everything behind the window opens after this, so it always resolves.
 */
export function firstPaint(window: BrowserWindow): Promise<FirstPaint> {
  return new Promise((resolve) => {
    let timer = setTimeout(() => resolve('not painted'), LONGEST_WAIT_MS);
    const end = (how: FirstPaint): void => {
      clearTimeout(timer);
      resolve(how);
    };
    window.once('ready-to-show', () => end('painted'));
    window.once('closed', () => end('closed'));
    window.webContents.once('did-finish-load', () => {
      clearTimeout(timer);
      timer = setTimeout(() => resolve('not painted'), AFTER_LOAD_MS);
    });
    window.webContents.once('did-fail-load', () => end('not painted'));
  });
}
