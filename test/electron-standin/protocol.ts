import type { CustomScheme, Protocol } from 'electron';
import { isReady } from './app-state.ts';

type Handler = Parameters<Protocol['handle']>[1];

const handlers = new Map<string, Handler>();
const privileged = new Map<string, CustomScheme>();

export const protocol: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'> = {
  registerSchemesAsPrivileged(schemes) {
    if (isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const scheme of schemes) privileged.set(scheme.scheme, scheme);
  },
  handle(scheme, handler) {
    if (!isReady()) throw new Error('protocol.handle can only be used after app is ready');
    if (!privileged.get(scheme)?.privileges?.standard)
      throw new Error(`The stand-in serves standard schemes only, not ${scheme}:`);
    handlers.set(scheme, handler);
  },
  unhandle: (scheme) => void handlers.delete(scheme),
  isProtocolHandled: (scheme) => handlers.has(scheme),
};

/** The shell's own answer to a request for one of its schemes; null for every other address. */
export async function answerByScheme(url: string, method: string): Promise<Response | null> {
  const handler = handlers.get(new URL(url).protocol.slice(0, -1));
  return handler ? handler(new Request(url, { method }) as Parameters<Handler>[0]) : null;
}
