import { EventEmitter } from 'node:events';
import type {
  Dialog,
  Menu as ElectronMenu,
  MenuItemConstructorOptions,
  NativeTheme,
  PowerSaveBlocker,
  SafeStorage,
  Screen,
  Shell,
} from 'electron';
import { desktop, isUnkind, nextAnswer } from './author.ts';

/** Dialogs take their options last; a window before them only says where they hang. */
function last(input: readonly unknown[]): unknown {
  return input.at(-1);
}

export const dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'> = {
  showOpenDialog: async (...input: unknown[]) =>
    nextAnswer('showOpenDialog', last(input), { canceled: true, filePaths: [] }),
  showSaveDialog: async (...input: unknown[]) =>
    nextAnswer('showSaveDialog', last(input), { canceled: true, filePath: '' }),
  showMessageBox: async (...input: unknown[]) => {
    const options = last(input) as { cancelId?: number };
    const isAnswered = !isUnkind('blocking-boxes') || (desktop.answers.showMessageBox?.length ?? 0) > 0;
    const answer = nextAnswer('showMessageBox', options, { response: options.cancelId ?? 0, checkboxChecked: false });
    return isAnswered ? answer : neverAnswered();
  },
  showErrorBox: (title, content) => {
    desktop.dialogs.push({ method: 'showErrorBox', options: { title, content } });
    // The real one holds its whole process until somebody has read it, signals included.
    if (isUnkind('blocking-boxes')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
};

export const shell: Pick<Shell, 'openExternal' | 'showItemInFolder' | 'beep'> = {
  openExternal: async (url) => void desktop.opened.push(url),
  showItemInFolder: (path) => void desktop.shown.push(path),
  beep() {},
};

/** Not a cipher: bytes that show whether what was written was asked for by way of the keychain. */
const SEAL = 'sealed by the stand-in:';

function sealer(): string {
  if (desktop.keychain === 'locked') throw new Error('the keychain is locked');
  if (desktop.keychain === 'missing') throw new Error('there is no keychain');
  if (desktop.keychain === 'known-key') return `v10${SEAL}`;
  return desktop.keychain === 'reset' ? `another ${SEAL}` : SEAL;
}

/** As a keyring does that shows its prompt behind other windows. */
function neverAnswered<T>(): Promise<T> {
  return new Promise(() => {});
}

export const safeStorage: Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
> = {
  isAsyncEncryptionAvailable: async () =>
    desktop.keychain === 'silent' ? neverAnswered() : desktop.keychain !== 'missing',
  encryptStringAsync: async (text) => Buffer.from(sealer() + Buffer.from(text).toString('hex')),
  decryptStringAsync: async (sealed) => {
    const text = sealed.toString();
    const seal = sealer();
    if (!text.startsWith(seal)) throw new Error('Error while decrypting the ciphertext provided to safeStorage.');
    return { shouldReEncrypt: false, result: Buffer.from(text.slice(seal.length), 'hex').toString() };
  },
  getSelectedStorageBackend: () => (desktop.keychain === 'missing' ? 'basic_text' : 'gnome_libsecret'),
};

export class Notification extends EventEmitter {
  readonly #options: { title?: string; body?: string };

  constructor(options: { title?: string; body?: string } = {}) {
    super();
    this.#options = options;
  }

  static isSupported = (): boolean => true;

  show(): void {
    const { title = '', body = '' } = this.#options;
    desktop.notifications.push({ title, body, click: () => this.emit('click') });
    this.emit('show');
  }
}

let blockers = 0;
export const powerSaveBlocker: PowerSaveBlocker = {
  start() {
    desktop.wakeLocks.add(++blockers);
    return blockers;
  },
  stop: (id) => desktop.wakeLocks.delete(id),
  isStarted: (id) => desktop.wakeLocks.has(id),
};

class StandinTheme extends EventEmitter implements Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'> {
  themeSource: NativeTheme['themeSource'] = 'system';

  get shouldUseDarkColors(): boolean {
    return this.themeSource !== 'light';
  }
}
export const nativeTheme = new StandinTheme();

const WHOLE = { x: 0, y: 0, width: 1920, height: 1080 };
export const screen: Pick<Screen, 'getAllDisplays'> = {
  getAllDisplays: () => [{ id: 1, bounds: WHOLE, workArea: WHOLE } as ReturnType<Screen['getAllDisplays']>[number]],
};

export class Menu implements Pick<ElectronMenu, 'items'> {
  readonly items: ElectronMenu['items'] = [];
  readonly template: readonly MenuItemConstructorOptions[];
  static application: Menu | null = null;

  constructor(template: readonly MenuItemConstructorOptions[]) {
    this.template = template;
  }

  static buildFromTemplate(template: MenuItemConstructorOptions[]): Menu {
    return new Menu(template);
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.application = menu;
  }

  /** Clicks an item by the words of its way, without the ampersands that mark its letters. */
  click(way: readonly string[]): void {
    const plain = (label: string | undefined): string => (label ?? '').replace('&', '');
    let items: readonly MenuItemConstructorOptions[] = this.template;
    let item: MenuItemConstructorOptions | undefined;
    for (const word of way) {
      item = items.find(({ label, role }) => plain(label) === word || role === word);
      items = Array.isArray(item?.submenu) ? item.submenu : [];
    }
    if (!item?.click) throw new Error(`the menu has no ${way.join(' > ')}`);
    item.click(undefined as never, undefined, undefined as never);
  }
}
