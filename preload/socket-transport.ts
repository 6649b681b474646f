import type { Transport } from './build-bridge.ts';

/** What a socket must do for the bridge: a WebSocket, or a fake in a test. */
export type Socket = {
  readonly readyState: number;
  send(text: string): void;
  close(): void;
  addEventListener(type: 'open' | 'close', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
};

const OPEN = 1;
const RECONNECT_AFTER_MS = 500;

/**
 * The contract over a socket. Calls made while it is not open wait for it; calls under way when it breaks are answered
 * with an error, since whether main heard them cannot be known. It reconnects by itself.
 */
export function socketTransport(connect: () => Socket): Transport {
  const waiting = new Map<number, (outcome: unknown) => void>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  let unsent: string[] = [];
  let lastId = 0;
  let socket = opened();

  function opened(): Socket {
    const fresh = connect();
    fresh.addEventListener('open', () => {
      for (const text of unsent) fresh.send(text);
      unsent = [];
    });
    fresh.addEventListener('message', (event) => heard(JSON.parse(String(event.data))));
    fresh.addEventListener('close', () => {
      for (const settle of waiting.values()) settle(LOST);
      waiting.clear();
      unsent = [];
      setTimeout(() => {
        socket = opened();
      }, RECONNECT_AFTER_MS);
    });
    return fresh;
  }

  function heard(message: { id?: number; outcome?: unknown; channel?: string; payload?: unknown }): void {
    if (message.id !== undefined) {
      waiting.get(message.id)?.(message.outcome);
      waiting.delete(message.id);
    } else if (message.channel !== undefined) {
      for (const listener of listeners.get(message.channel) ?? []) listener(message.payload);
    }
  }

  return {
    call(channel, input) {
      const id = ++lastId;
      const text = JSON.stringify({ id, channel, input });
      if (socket.readyState === OPEN) socket.send(text);
      else unsent.push(text);
      return new Promise((settle) => waiting.set(id, settle));
    },
    listen(channel, listener) {
      const heard = (payload: unknown): void => listener(payload);
      const all = listeners.get(channel) ?? new Set();
      listeners.set(channel, all.add(heard));
      return () => {
        all.delete(heard);
      };
    },
    pathOfDropped: () => null,
  };
}

const LOST = {
  ok: false,
  error: {
    code: 'connection_lost',
    message: 'Loadmaster stopped answering.',
    hint: 'It may have been closed. Start it again, then reload this page.',
    retry: 'repeat',
  },
};
