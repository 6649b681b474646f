import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { KeyValueStore } from '../../settings/index.ts';
import { rememberedWindow, rememberWindow, SMALLEST } from './bounds.ts';
import type { FirstPaint } from './first-paint.ts';

export interface WindowOptions {
  readonly store: KeyValueStore;
  readonly workAreas: readonly Rectangle[];
  readonly dark: boolean;
  /** Wayland gives a hidden window no frames, so that it would wait for its first paint for ever. */
  readonly showAtOnce: boolean;
  readonly icon: string;
  readonly webPreferences: BrowserWindowConstructorOptions['webPreferences'];
}

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
    show: options.showAtOnce,
    title: 'Loadmaster',
    icon: options.icon,
    backgroundColor: backgroundColour(options.dark),
    ...(options.webPreferences ? { webPreferences: options.webPreferences } : {}),
  };
}

/** Shows the window when it has something to show, and keeps its place for next time. */
export function manageWindow(window: BrowserWindow, options: WindowOptions, seen: Promise<FirstPaint>): void {
  const { maximized } = rememberedWindow(options.store, options.workAreas);
  if (options.showAtOnce && maximized) window.maximize();
  if (!options.showAtOnce) showWhenSeen(window, maximized, seen);
  // Main names the window: work under way is said there. The page's own title is for a browser tab.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('close', () => {
    rememberWindow(options.store, window.getNormalBounds(), window.isMaximized());
  });
}

/** At the first paint, or when the load has ended without one: an empty window is better than none. */
function showWhenSeen(window: BrowserWindow, maximized: boolean, seen: Promise<FirstPaint>): void {
  void seen.then((how) => {
    if (how === 'closed' || window.isVisible() || window.isMinimized()) return;
    if (maximized) window.maximize();
    window.show();
  });
}
