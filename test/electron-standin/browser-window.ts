import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { isReady } from './app-state.ts';
import { isUnkind } from './author.ts';
import { event, StandinWebContents } from './web-contents.ts';

type WindowMethods = Pick<
  BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'hide'
  | 'focus'
  | 'blur'
  | 'minimize'
  | 'restore'
  | 'maximize'
  | 'close'
  | 'destroy'
  | 'isFocused'
  | 'isVisible'
  | 'isMinimized'
  | 'isMaximized'
  | 'isDestroyed'
  | 'getBounds'
  | 'getNormalBounds'
  | 'setTitle'
  | 'getTitle'
  | 'setProgressBar'
  | 'flashFrame'
>;

/** A window without a frame or a screen: its page is real, its place and state are remembered and told. */
export class StandinBrowserWindow extends EventEmitter implements WindowMethods {
  static readonly all = new Set<StandinBrowserWindow>();
  static onLastClosed: () => void = () => {};
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents: StandinWebContents;
  progress = -1;
  flashes = false;
  #bounds: Rectangle;
  #state = { visible: false, focused: false, minimized: false, maximized: false, destroyed: false };
  #title: string;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    if (!isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    this.options = options;
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
    this.#title = options.title ?? 'Electron';
    this.webContents = new StandinWebContents(options.webPreferences?.preload);
    if (!isUnkind('never-paints')) this.webContents.once('standin-painted', () => this.emit('ready-to-show'));
    StandinBrowserWindow.all.add(this);
    if (options.show !== false) this.show();
  }

  static getAllWindows(): StandinBrowserWindow[] {
    return [...StandinBrowserWindow.all];
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  show(): void {
    this.#state.visible = true;
    this.emit('show');
    this.focus();
  }

  hide(): void {
    this.#state.visible = false;
    this.blur();
    this.emit('hide');
  }

  focus(): void {
    if (!this.#state.focused) this.emit('focus');
    this.#state.focused = true;
  }

  blur(): void {
    if (this.#state.focused) this.emit('blur');
    this.#state.focused = false;
  }

  minimize(): void {
    // A window manager is asked; what it does comes later.
    if (isUnkind('slow-minimise')) setTimeout(() => this.#minimized(), 300);
    else this.#minimized();
  }

  #minimized(): void {
    if (this.#state.destroyed) return;
    this.#state.minimized = true;
    this.blur();
    this.emit('minimize');
  }

  restore(): void {
    this.#state.minimized = false;
    this.emit('restore');
  }

  maximize(): void {
    this.#state.maximized = true;
    this.emit('maximize');
  }

  /** As a click on the window's cross: the shell may prevent it. */
  close(): void {
    const asked = event();
    this.emit('close', asked);
    if (!asked.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#state.destroyed) return;
    this.#state.destroyed = true;
    StandinBrowserWindow.all.delete(this);
    void this.webContents.destroy().then(() => {
      this.emit('closed');
      if (StandinBrowserWindow.all.size === 0) StandinBrowserWindow.onLastClosed();
    });
  }

  isFocused = (): boolean => this.#state.focused && !this.#state.minimized;
  isVisible = (): boolean => this.#state.visible && !this.#state.minimized;
  isMinimized = (): boolean => this.#state.minimized;
  isMaximized = (): boolean => this.#state.maximized;
  isDestroyed = (): boolean => this.#state.destroyed;
  getBounds = (): Rectangle => ({ ...this.#bounds });
  getNormalBounds = (): Rectangle => ({ ...this.#bounds });
  getTitle = (): string => this.#title;

  /** The author drags the window somewhere. */
  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.emit('resize');
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  setProgressBar(progress: number): void {
    this.progress = progress;
  }

  flashFrame(flag: boolean): void {
    this.flashes = flag;
  }
}
