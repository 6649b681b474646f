import { app } from './app.ts';
import { runningChromium } from './app-state.ts';
import { desktop } from './author.ts';
import { StandinBrowserWindow } from './browser-window.ts';
import { Menu, nativeTheme } from './desktop-modules.ts';

/** What a test may ask of the desktop, by the channel of the process that it started. */
export type Request =
  | { readonly ask: 'endpoint' }
  | { readonly ask: 'look' }
  | { readonly ask: 'answer'; readonly method: string; readonly value: unknown }
  | { readonly ask: 'keychain'; readonly state: typeof desktop.keychain }
  | { readonly ask: 'menu'; readonly way: readonly string[] }
  | { readonly ask: 'window'; readonly act: 'close' | 'minimize' | 'blur' | 'focus' | 'restore' }
  | { readonly ask: 'move'; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  | { readonly ask: 'click-notification'; readonly at: number }
  | { readonly ask: 'quit' };

export interface Look {
  readonly windows: readonly {
    title: string;
    progress: number;
    visible: boolean;
    focused: boolean;
    bounds: object;
    preferences: object;
  }[];
  readonly badge: number;
  readonly dialogs: typeof desktop.dialogs;
  readonly opened: readonly string[];
  readonly shown: readonly string[];
  readonly notifications: readonly { title: string; body: string }[];
  readonly wakeLocks: number;
  readonly hasMenu: boolean;
  readonly theme: string;
  readonly sandboxed: boolean;
}

/** Answers `{ re, value }` or `{ re, error }` to each `{ id, request }`. Without a parent process there is nobody to answer. */
export function answerTheTest(): void {
  if (!process.send) return;
  process.on('message', (message: { id: number; request: Request }) => {
    answer(message.request).then(
      (value) => process.send?.({ re: message.id, value }),
      (cause: unknown) => process.send?.({ re: message.id, error: String(cause) }),
    );
  });
}

async function answer(request: Request): Promise<unknown> {
  const [window] = StandinBrowserWindow.getAllWindows();
  switch (request.ask) {
    case 'endpoint':
      await app.whenReady();
      return runningChromium().endpoint;
    case 'look':
      return look();
    case 'answer':
      desktop.answers[request.method] = [...(desktop.answers[request.method] ?? []), request.value];
      return null;
    case 'keychain':
      desktop.keychain = request.state;
      return null;
    case 'menu':
      Menu.application?.click(request.way);
      return null;
    case 'window':
      window?.[request.act]();
      return null;
    case 'move':
      window?.setBounds({ x: request.x, y: request.y, width: request.width, height: request.height });
      return null;
    case 'click-notification':
      desktop.notifications[request.at]?.click();
      return null;
    case 'quit':
      app.quit();
      return null;
  }
}

function look(): Look {
  return {
    windows: StandinBrowserWindow.getAllWindows().map((window) => ({
      title: window.getTitle(),
      progress: window.progress,
      visible: window.isVisible(),
      focused: window.isFocused(),
      bounds: window.getBounds(),
      preferences: { ...window.options.webPreferences },
    })),
    badge: app.getBadgeCount(),
    dialogs: desktop.dialogs,
    opened: desktop.opened,
    shown: desktop.shown,
    notifications: desktop.notifications.map(({ title, body }) => ({ title, body })),
    wakeLocks: desktop.wakeLocks.size,
    hasMenu: Menu.application !== null,
    theme: nativeTheme.themeSource,
    sandboxed: app.sandboxed,
  };
}
