/** What one world of the page knows of the other. Runs in the page: nothing from outside the function may be used. */
export interface Crossing {
  /** Makes a value ready to cross: functions and promises by reference, the rest by structured clone. */
  pack(value: unknown): unknown;
  unpack(value: unknown): unknown;
  tell(kind: string, detail: unknown): void;
  hear(kind: string, listener: (detail: unknown) => void): void;
}

/**
 * The way between the page's own world and the preload's: events on the document that both share, whose `detail`
 * Chromium clones between worlds. Calls are synchronous, as contextBridge's are. `secret` keeps the page's scripts out.
 */
export function crossing(secret: string, here: string, there: string): Crossing {
  interface Reference {
    $crossing: 'function' | 'promise';
    id: number;
  }
  interface Reply {
    value?: unknown;
    error?: string;
  }
  const functions = new Map<number, (...input: unknown[]) => unknown>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(cause: Error): void }>();
  let lastId = 0;
  let reply: Reply = {};

  const tell = (kind: string, detail: unknown): void => {
    document.dispatchEvent(new CustomEvent(`${secret}:${there}:${kind}`, { detail }));
  };
  const hear = (kind: string, listener: (detail: unknown) => void): void => {
    document.addEventListener(`${secret}:${here}:${kind}`, (event) => listener((event as CustomEvent).detail));
  };
  const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
  const isPlain = (value: object): boolean =>
    Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null;
  const mapped = (value: object, change: (inner: unknown) => unknown): unknown =>
    Array.isArray(value)
      ? value.map(change)
      : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));

  function pack(value: unknown): unknown {
    if (typeof value === 'function') {
      functions.set(++lastId, value as (...input: unknown[]) => unknown);
      return { $crossing: 'function', id: lastId } satisfies Reference;
    }
    if (value instanceof Promise) {
      const id = ++lastId;
      value.then(
        (result) => tell('settled', { id, value: pack(result) }),
        (cause) => tell('settled', { id, error: messageOf(cause) }),
      );
      return { $crossing: 'promise', id } satisfies Reference;
    }
    return typeof value === 'object' && value !== null && isPlain(value) ? mapped(value, pack) : value;
  }

  function unpack(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
    const { $crossing, id } = value as Partial<Reference>;
    if ($crossing === 'promise' && id !== undefined) {
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    }
    if ($crossing === 'function') {
      return (...input: unknown[]): unknown => {
        tell('call', { id, input: input.map(pack) });
        const { value: result, error } = reply;
        reply = {};
        if (error !== undefined) throw new Error(error);
        return unpack(result);
      };
    }
    return mapped(value, unpack);
  }

  hear('call', (detail) => {
    const { id, input } = detail as { id: number; input: unknown[] };
    try {
      tell('reply', { value: pack(functions.get(id)?.(...input.map(unpack))) });
    } catch (cause) {
      tell('reply', { error: messageOf(cause) });
    }
  });
  hear('reply', (detail) => {
    reply = detail as Reply;
  });
  hear('settled', (detail) => {
    const { id, value, error } = detail as Reply & { id: number };
    if (error === undefined) waiting.get(id)?.resolve(unpack(value));
    else waiting.get(id)?.reject(new Error(error));
    waiting.delete(id);
  });
  return { pack, unpack, tell, hear };
}
