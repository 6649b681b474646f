import { EventEmitter } from 'node:events';
import type { App, BrowserWindow, PowerSaveBlocker } from 'electron';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { activityDisplay, titleOf } from '../../../main/electron/window/activity.ts';
import { rememberedWindow, rememberWindow, SMALLEST } from '../../../main/electron/window/bounds.ts';
import { reloadAfterCrash } from '../../../main/electron/window/crashes.ts';
import { firstPaint } from '../../../main/electron/window/first-paint.ts';
import { manageWindow, windowOptions } from '../../../main/electron/window/main-window.ts';
import { memoryStore } from '../../../main/settings/index.ts';

const SCREEN = { x: 0, y: 25, width: 1920, height: 1055 };
function remembered(window: unknown, areas = [SCREEN]) {
  return rememberedWindow(memoryStore({ window }), areas);
}

test('the window comes back where it was', () => {
  const store = memoryStore();
  rememberWindow(store, { x: 100, y: 80, width: 1400, height: 900 }, true);
  expect(rememberedWindow(store, [SCREEN])).toEqual({ x: 100, y: 80, width: 1400, height: 900, maximized: true });
});

test.each([
  ['a screen that is gone', { x: 3000, y: 100, width: 1200, height: 800, maximized: false }],
  ['a title bar above the screen', { x: 100, y: -500, width: 1200, height: 800, maximized: false }],
  ['a sliver at the edge', { x: 1900, y: 100, width: 1200, height: 800, maximized: false }],
])('a place on %s is forgotten, the size kept', (_name, window) => {
  expect(remembered(window)).toEqual({ width: 1200, height: 800, maximized: false });
});

test.each([
  undefined,
  null,
  'x',
  [],
  { x: 1 },
  { x: 1, y: 1, width: 'a', height: 1, maximized: 0 },
  { x: 0, y: 30, width: 1e9, height: 1, maximized: false },
])('bounds that make no sense (%j) give the usual window', (window) => {
  expect(remembered(window)).toEqual({ width: 1280, height: 820, maximized: false });
});

test('for any kept bounds the window can be taken hold of and is not too small', () => {
  const size = fc.integer({ min: 1, max: 20_000 });
  fc.assert(
    fc.property(
      fc.integer({ min: -9999, max: 9999 }),
      fc.integer({ min: -9999, max: 9999 }),
      size,
      size,
      (x, y, width, height) => {
        const window = remembered({ x, y, width, height, maximized: false });
        expect(window.width).toBeGreaterThanOrEqual(SMALLEST.width);
        expect(window.height).toBeGreaterThanOrEqual(SMALLEST.height);
        if (window.x !== undefined && window.y !== undefined) {
          expect(Math.min(window.x + window.width!, 1920) - Math.max(window.x, 0)).toBeGreaterThanOrEqual(120);
          expect(window.y).toBeGreaterThanOrEqual(25);
        }
      },
    ),
  );
});

function fakeWindow() {
  const done: string[] = [];
  const webContents = Object.assign(new EventEmitter(), { reload: () => done.push('reload') });
  const window = Object.assign(new EventEmitter(), {
    webContents,
    show: () => done.push('show'),
    maximize: () => done.push('maximize'),
    getNormalBounds: () => ({ x: 1, y: 30, width: 1200, height: 700 }),
    isMaximized: () => false,
    isMinimized: () => done.includes('minimize'),
    isVisible: () => done.includes('show'),
    isFocused: () => false,
    isDestroyed: () => false,
    flashFrame: () => done.push('flash'),
    setTitle: (title: string) => done.push(title),
    setProgressBar: (progress: number) => done.push(`bar ${progress}`),
  });
  return { window: window as unknown as BrowserWindow, emitter: window, webContents, done };
}

const settings = {
  store: memoryStore(),
  workAreas: [SCREEN],
  dark: true,
  icon: 'icon.png',
  webPreferences: {},
  showAtOnce: false,
};

test('the window stands on the background of its theme, hidden at first where hidden windows paint', () => {
  const { background, show } = {
    background: windowOptions(settings).backgroundColor,
    show: windowOptions(settings).show,
  };
  expect([background, show]).toEqual(['#0f1216', false]);
  expect(windowOptions(settings)).toMatchObject({ minWidth: 1024, minHeight: 640 });
  expect(windowOptions({ ...settings, dark: false }).backgroundColor).toBe('#f4f6f8');
  expect(windowOptions({ ...settings, showAtOnce: true }).show).toBe(true);
});

test.each([
  ['painted', (window: EventEmitter) => window.emit('ready-to-show'), ['show']],
  ['not painted', (_: EventEmitter, contents: EventEmitter) => contents.emit('did-finish-load'), ['show']],
  ['not painted', (_: EventEmitter, contents: EventEmitter) => contents.emit('did-fail-load'), ['show']],
  ['closed', (window: EventEmitter) => window.emit('closed'), []],
] as const)('a window is %s: the wait for it ends, and it is shown while it is there', async (how, act, shown) => {
  const { window, emitter, webContents, done } = fakeWindow();
  const seen = firstPaint(window);
  manageWindow(window, settings, seen);
  expect(done).toEqual([]);
  act(emitter, webContents);
  expect(await seen).toBe(how);
  expect(done).toEqual(shown);
});

test('a window of which nothing is heard ends the wait, and one that was minimised meanwhile stays so', async () => {
  vi.useFakeTimers();
  try {
    const { window, done } = fakeWindow();
    const seen = firstPaint(window);
    manageWindow(window, settings, seen);
    done.push('minimize');
    vi.advanceTimersByTime(3_000);
    expect(await seen).toBe('not painted');
    expect(done).toEqual(['minimize']);
  } finally {
    vi.useRealTimers();
  }
});

test('the page does not name the window, and closing remembers the place', () => {
  const store = memoryStore();
  const { window, emitter } = fakeWindow();
  manageWindow(window, { ...settings, store }, firstPaint(window));
  let prevented = false;
  emitter.emit('page-title-updated', {
    preventDefault: () => {
      prevented = true;
    },
  });
  emitter.emit('close');
  expect(prevented).toBe(true);
  expect(store.get('window')).toEqual({ x: 1, y: 30, width: 1200, height: 700, maximized: false });
});

test.each([
  [true, 'reload'],
  [false, 'quit'],
] as const)(
  'a page that crashes is loaded again; at the fourth time in a minute the author chooses (%s)',
  async (answer, then) => {
    const { window, webContents, done } = fakeWindow();
    const log: string[] = [];
    reloadAfterCrash(window, {
      log: (_where, cause) => log.push(String(cause)),
      askToReload: async () => {
        done.push('ask');
        return answer;
      },
      quit: () => done.push('quit'),
    });
    webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
    expect(done).toEqual([]);
    for (let crash = 0; crash < 4; crash += 1)
      webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    await Promise.resolve();
    expect(done).toEqual(['reload', 'reload', 'reload', 'ask', then]);
    expect(log).toHaveLength(4);
  },
);

test.each([
  [{ running: 0, failed: 0, progress: undefined }, 'en', 'Loadmaster'],
  [{ running: 2, failed: 0, progress: 0.437 }, 'en', '2 under way, 43 % - Loadmaster'],
  [{ running: 1, failed: 3, progress: undefined }, 'en', '1 under way, 3 failed - Loadmaster'],
  [{ running: 0, failed: 1, progress: undefined }, 'en', '1 failed - Loadmaster'],
  [{ running: 1, failed: 3, progress: 0.5 }, 'de', '1 in Arbeit, 50 %, 3 fehlgeschlagen - Loadmaster'],
] as const)('the title for %o in %s is %s', (activity, language, title) =>
  expect(titleOf(activity, language)).toBe(title),
);

test('taskbar, badge and a machine kept awake follow the work', () => {
  const { window, done } = fakeWindow();
  const badges: number[] = [];
  const awake = new Set<number>();
  let last = 0;
  const display = activityDisplay(
    { setBadgeCount: (count: number) => badges.push(count) } as unknown as App,
    {
      start: () => {
        awake.add(++last);
        return last;
      },
      stop: (id: number) => awake.delete(id),
    } as unknown as PowerSaveBlocker,
    () => 'en',
  );
  display.show({ running: 1, failed: 0, progress: undefined }, window);
  display.show({ running: 1, failed: 0, progress: 0.5 }, window);
  expect([...awake]).toEqual([1]);
  display.show({ running: 0, failed: 2, progress: undefined }, window);
  expect([...awake]).toEqual([]);
  display.show({ running: 1, failed: 2, progress: 0 }, undefined);
  expect([...awake]).toEqual([2]);
  expect(badges).toEqual([0, 0, 2, 2]);
  // Where docks show no badge the window asks to be looked at, once for each failure.
  expect(done.filter((step) => step === 'flash')).toHaveLength(1);
  expect(done.filter((step) => step.startsWith('bar'))).toEqual(['bar 2', 'bar 0.5', 'bar -1']);
});
