import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { KeyValueStore } from '../../settings/index.ts';
import { rememberedWindow, rememberWindow, SMALLEST } from './bounds.ts';

export type WindowOptions = {
  readonly store: KeyValueStore;
  readonly workAreas: readonly Rectangle[];
  readonly dark: boolean;
  readonly icon: string;
  readonly webPreferences: BrowserWindowConstructorOptions['webPreferences'];
};

/** The page's own backgrounds, so that the window does not flash before the first paint. */
export function backgroundColour(dark: boolean): string {
  return dark ? '#0f1216' : '#f4f6f8';
}

export function windowOptions(options: WindowOptions): BrowserWindowConstructorOptions {
  const { maximized: _maximized, ...bounds } = rememberedWindow(options.store, options.workAreas);
  return {
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Loadmaster',
    icon: options.icon,
    backgroundColor: backgroundColour(options.dark),
    ...(options.webPreferences ? { webPreferences: options.webPreferences } : {}),
  };
}

/** Shows the window when it has something to show, and keeps its place for next time. */
export function manageWindow(window: BrowserWindow, options: WindowOptions): void {
  window.once('ready-to-show', () => {
    if (rememberedWindow(options.store, options.workAreas).maximized) window.maximize();
    window.show();
  });
  // Main names the window: work under way is said there. The page's own title is for a browser tab.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('close', () => {
    rememberWindow(options.store, window.getNormalBounds(), window.isMaximized());
  });
}

/** After a crash the page is loaded again: what it shows comes from main, and nothing was kept in it alone. */
export function reviveWhenGone(window: BrowserWindow, log: (where: string, cause: unknown) => void): void {
  const crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log('window', `the page ended: ${reason} (${exitCode})`);
    const now = Date.now();
    crashes.push(now);
    // A page that crashes at once each time is left alone, or it would blink for ever.
    if (crashes.filter((at) => now - at < 60_000).length <= 3) window.webContents.reload();
  });
  window.on('unresponsive', () => log('window', 'the page does not respond'));
}
