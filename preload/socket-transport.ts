import type { Transport } from './build-bridge.ts';
import { keepSocket, type Socket } from './kept-socket.ts';

/**
 * The contract over a socket. Calls made while it is not open wait for it; calls under way when it breaks are answered
 * with an error, since whether main heard them cannot be known.
 */
export function socketTransport(connect: () => Socket): Transport {
  const waiting = new Map<number, (outcome: unknown) => void>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  let unsent: string[] = [];
  let lastId = 0;
  const socket = keepSocket(connect, {
    open(send) {
      for (const text of unsent) send(text);
      unsent = [];
    },
    message: (data) => heard(JSON.parse(String(data))),
    close() {
      for (const settle of waiting.values()) settle(LOST);
      waiting.clear();
      unsent = [];
    },
  });

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
      if (socket.isOpen()) socket.send(text);
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
    link: socket.link,
  };
}

const LOST = {
  ok: false,
  error: {
    code: 'connection_lost',
    message: 'Loadmaster stopped answering.',
    hint: 'What was typed is kept in this page. Start Loadmaster again on the same port, and the page goes on by itself.',
    retry: 'repeat',
  },
};
