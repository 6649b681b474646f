import { type Crossing, crossing } from './crossing.ts';
import { wire } from './wire.ts';

/** The preload's world, by the name Electron's own tools show. */
export const ISOLATED_WORLD = 'Electron Isolated Context';
export const BINDING = '__electronStandin';

type Wire = ReturnType<typeof wire>;

/** In the page's own world, before its scripts: takes what the preload exposes. */
function mainWorld(bridge: Crossing): void {
  const frozen = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
    return value;
  };
  bridge.hear('expose', (detail) => {
    const { key, api } = detail as { key: string; api: unknown };
    Object.defineProperty(window, key, { value: frozen(bridge.unpack(api)), enumerable: true });
  });
}

/** In the preload's world: Electron's renderer modules as a sandboxed preload has them, then the preload itself. */
function isolatedWorld(bridge: Crossing, { encode, decode }: Wire, binding: string): (id: string) => unknown {
  type Listener = (event: unknown, ...input: unknown[]) => void;
  const listeners = new Map<string, Listener[]>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(cause: Error): void }>();
  let lastId = 0;
  const post = (message: unknown): void => {
    (window as unknown as Record<string, (text: string) => void>)[binding]?.(encode(message));
  };
  const ipcRenderer = {
    invoke(channel: string, ...input: unknown[]): Promise<unknown> {
      const id = ++lastId;
      post({ kind: 'invoke', id, channel, input });
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    send: (channel: string, ...input: unknown[]): void => post({ kind: 'send', channel, input }),
    on(channel: string, listener: Listener): void {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
    removeListener(channel: string, listener: Listener): void {
      const all = listeners.get(channel) ?? [];
      const at = all.lastIndexOf(listener);
      if (at >= 0) listeners.set(channel, all.toSpliced(at, 1));
    },
  };
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown): void {
      if (key in window) throw new Error(`Cannot bind an API on top of an existing property on the window object`);
      bridge.tell('expose', { key, api: bridge.pack(api) });
    },
  };
  // Chromium tells its protocol where a dropped file is, but not within one turn of the page.
  const webUtils = { getPathForFile: (): string => '' };

  Object.defineProperty(window, `${binding}Hear`, {
    value: (text: string): void => {
      const message = decode(text) as {
        id?: number;
        channel: string;
        input: unknown[];
        value?: unknown;
        error?: string;
      };
      if (message.id === undefined) {
        for (const listener of listeners.get(message.channel) ?? [])
          listener({ sender: ipcRenderer }, ...message.input);
        return;
      }
      const { resolve, reject } = waiting.get(message.id) ?? {};
      waiting.delete(message.id);
      if (message.error === undefined) resolve?.(message.value);
      else reject?.(new Error(message.error));
    },
  });
  return (id) => {
    if (id === 'electron') return { contextBridge, ipcRenderer, webUtils };
    throw new Error(`module not found: ${id}`);
  };
}

export function mainWorldScript(secret: string): string {
  return `(${mainWorld})((${crossing})(${JSON.stringify(secret)}, 'main', 'isolated'));`;
}

/** As Electron does, frames below the main one get no preload. */
export function isolatedWorldScript(secret: string, preload: string): string {
  return `if (window === window.top) {
  const require = (${isolatedWorld})((${crossing})(${JSON.stringify(secret)}, 'isolated', 'main'), (${wire})(), '${BINDING}');
  (function (require, module, exports) {\n${preload}\n})(require, { exports: {} }, {});
}`;
}
