import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { App } from 'electron';
import { becomeReady, isReady, runningChromium } from './app-state.ts';
import { StandinBrowserWindow } from './browser-window.ts';
import { launchChromium } from './chromium.ts';
import { singleInstance } from './single-instance.ts';
import { event } from './web-contents.ts';

type AppMethods = Pick<
  App,
  | 'whenReady'
  | 'isReady'
  | 'quit'
  | 'exit'
  | 'getPath'
  | 'setPath'
  | 'getName'
  | 'getVersion'
  | 'enableSandbox'
  | 'requestSingleInstanceLock'
  | 'setBadgeCount'
  | 'getBadgeCount'
  | 'isPackaged'
  | 'setAppUserModelId'
  | 'getPreferredSystemLanguages'
>;

class StandinApp extends EventEmitter implements AppMethods {
  readonly isPackaged = false;
  readonly commandLine = {
    hasSwitch: (name: string): boolean => process.argv.some((given) => given.startsWith(`--${name}`)),
  };
  sandboxed = false;
  #badge = 0;
  #quitting = false;
  readonly #paths = new Map<string, string>();
  // The turn after the main script has run, as Electron does it.
  readonly #ready = new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
    becomeReady(await launchChromium());
    // As Electron does; the app may put its own way in the place of this.
    process.on('SIGTERM', () => this.quit());
    this.emit('ready', event(), {});
  });

  whenReady = (): Promise<void> => this.#ready;
  isReady = (): boolean => isReady();
  getName = (): string => 'Loadmaster';
  getVersion = (): string => process.env.npm_package_version ?? '0.1.0';
  getBadgeCount = (): number => this.#badge;
  setAppUserModelId(): void {}

  getPreferredSystemLanguages(): string[] {
    return ['en-US'];
  }

  getPath(name: Parameters<App['getPath']>[0]): string {
    const userData = this.#paths.get('userData') ?? join(tmpdir(), 'loadmaster-standin');
    const path =
      this.#paths.get(name) ?? (name === 'userData' ? userData : name === 'home' ? homedir() : join(userData, name));
    try {
      mkdirSync(path, { recursive: true });
    } catch {
      // Electron makes it where it can, and names it in any case.
    }
    return path;
  }

  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    this.#paths.set(name, path);
  }

  enableSandbox(): void {
    if (isReady()) throw new Error('app.enableSandbox() can only be called before app is ready');
    this.sandboxed = true;
  }

  requestSingleInstanceLock(): boolean {
    return singleInstance(this.getPath('userData'), () => this.emit('second-instance', event(), [], '', {}));
  }

  setBadgeCount(count = 0): boolean {
    this.#badge = count;
    return true;
  }

  /** Asks, closes the windows, asks again, ends: the order of Electron's documentation. */
  quit(): void {
    const asked = event();
    this.emit('before-quit', asked);
    if (asked.defaultPrevented) return;
    this.#quitting = true;
    for (const window of StandinBrowserWindow.getAllWindows()) window.close();
    if (StandinBrowserWindow.all.size > 0) {
      this.#quitting = false;
      return;
    }
    const last = event();
    this.emit('will-quit', last);
    if (!last.defaultPrevented) this.exit(0);
  }

  /** Not told while quitting; without a listener the last window takes the app with it. */
  lastWindowClosed(): void {
    if (this.#quitting) return;
    if (!this.emit('window-all-closed')) this.quit();
  }

  exit(code = 0): void {
    this.emit('quit', event(), code);
    const end = (): never => process.exit(code);
    if (isReady()) void runningChromium().close().then(end, end);
    else end();
  }
}

export const app = new StandinApp();
StandinBrowserWindow.onLastClosed = () => app.lastWindowClosed();
