import type { LinkState, LinkToMain } from './contract.ts';

/** What a socket must do for the bridge: a WebSocket, or a fake in a test. */
export interface Socket {
  readonly readyState: number;
  send(text: string): void;
  close(): void;
  addEventListener(type: 'open' | 'close', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

interface KeptSocket {
  readonly isOpen: () => boolean;
  readonly send: (text: string) => void;
  readonly link: LinkToMain;
}

const OPEN = 1;
const CLOSED = 3;
/** The first try comes soon, each later one after twice as long. */
const RECONNECT_AFTER_MS = 500;
const RECONNECT_AT_MOST_MS = 10_000;
const PING_EVERY_MS = 1000;
/** A main process that was stopped keeps its socket open: it is known by its silence. */
const PINGS_UNANSWERED = 2;
/** Not a question of the contract: main's end of the socket answers it. */
const PING = '"ping"';

/** A socket that is opened again whenever it breaks, and says how it stands. */
export function keepSocket(
  connect: () => Socket,
  on: {
    readonly open: (send: (text: string) => void) => void;
    readonly message: (data: unknown) => void;
    readonly close: () => void;
  },
): KeptSocket {
  let failures = 0;
  let unanswered = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const state = stateOf();
  let socket = opened();
  setInterval(ping, PING_EVERY_MS);

  function opened(): Socket {
    const fresh = connect();
    fresh.addEventListener('open', () => {
      failures = 0;
      heard();
      on.open((text) => fresh.send(text));
    });
    fresh.addEventListener('message', (event) => {
      heard();
      on.message(event.data);
    });
    fresh.addEventListener('close', () => {
      state.is('lost');
      on.close();
      timer = setTimeout(reopen, Math.min(RECONNECT_AFTER_MS * 2 ** failures, RECONNECT_AT_MOST_MS));
      failures += 1;
    });
    return fresh;
  }

  function heard(): void {
    unanswered = 0;
    state.is('up');
  }

  function reopen(): void {
    clearTimeout(timer);
    socket = opened();
  }

  function ping(): void {
    if (socket.readyState !== OPEN) return;
    if (unanswered >= PINGS_UNANSWERED) state.is('silent');
    unanswered += 1;
    socket.send(PING);
  }

  const tryNow = (): void => (socket.readyState === CLOSED ? reopen() : ping());
  return {
    isOpen: () => socket.readyState === OPEN,
    send: (text) => socket.send(text),
    link: { onChanged: state.onChanged, tryNow },
  };
}

/** Tells who listens when it is another one. */
function stateOf() {
  const listeners = new Set<(state: LinkState) => void>();
  let state: LinkState = 'up';
  return {
    is(now: LinkState): void {
      if (now === state) return;
      state = now;
      for (const listener of listeners) listener(now);
    },
    onChanged(listener: (state: LinkState) => void): () => void {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
