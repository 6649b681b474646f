import type { Emitters, Handlers, LinkState, LoadmasterBridge } from '../../../preload/contract.ts';

/** What a test answers for main; what it leaves out is refused, so that a forgotten call is seen. */
export type FakeHandlers = { readonly [D in keyof Handlers]?: Partial<Handlers[D]> };

export interface FakeBridge {
  readonly bridge: LoadmasterBridge;
  readonly emit: Emitters;
  /** As if main did not answer, or answered again. */
  readonly setLink: (state: LinkState) => void;
  /** Every call made, as domain.name, with its input. */
  readonly calls: readonly (readonly [channel: string, input: unknown])[];
}

type Listener = (payload: unknown) => void;
type LooseHandlers = Readonly<Record<string, Readonly<Record<string, (input: unknown) => Promise<unknown>>>>>;

/** main as an object in memory, for looking at the screens and for testing the stores. The product has no such thing. */
export function fakeBridge(handlers: FakeHandlers): FakeBridge {
  const listeners = new Map<string, Set<Listener>>();
  const calls: (readonly [string, unknown])[] = [];
  const loose = handlers as unknown as LooseHandlers;

  const listen = (channel: string) => (listener: Listener) => {
    const known = listeners.get(channel) ?? new Set();
    listeners.set(channel, known.add(listener));
    return () => known.delete(listener);
  };
  const call = (domain: string, name: string) => async (input: unknown) => {
    const channel = `${domain}.${name}`;
    calls.push([channel, input ?? null]);
    const handler = loose[domain]?.[name];
    if (handler) return handler(input ?? null);
    return { ok: false, error: { code: 'not_faked', message: `No answer was prepared for ${channel}.` } };
  };
  const emit = (domain: string, name: string) => (payload: unknown) => {
    for (const listener of listeners.get(`${domain}.${name}`) ?? []) listener(payload);
  };

  const link = {
    onChanged: listen('link.changed') as LoadmasterBridge['link']['onChanged'],
    tryNow: () => {},
  };

  return {
    calls,
    setLink: emit('link', 'changed'),
    bridge: byName((domain) =>
      domain === 'link'
        ? link
        : byName((name) => (/^on[A-Z]/.test(name) ? listen(eventChannel(domain, name)) : call(domain, name))),
    ) as unknown as LoadmasterBridge,
    emit: byName((domain) => byName((name) => emit(domain, name))) as unknown as Emitters,
  };
}

function eventChannel(domain: string, name: string): string {
  return `${domain}.${name.charAt(2).toLowerCase()}${name.slice(3)}`;
}

function byName(make: (name: string) => unknown): object {
  const made = new Map<string, unknown>();
  return new Proxy(
    {},
    {
      get: (_target, name) => {
        if (typeof name !== 'string' || name === 'then') return undefined;
        if (name === 'pathOfDropped')
          return (file: File) => (file.name.endsWith('.zip') ? `/builds/${file.name}` : null);
        if (!made.has(name)) made.set(name, make(name));
        return made.get(name);
      },
    },
  );
}
