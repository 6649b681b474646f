import type { LinkToMain, LoadmasterBridge } from './contract.ts';
import type { ContractShape } from './shape.ts';

/** How a bridge reaches main: Electron's ipc in the desktop shell, a socket in the browser shell. */
export interface Transport {
  call(channel: string, input: unknown): Promise<unknown>;
  /** Hands over payloads only, never an event object, and returns what ends the subscription. */
  listen(channel: string, listener: (payload: unknown) => void): () => void;
  pathOfDropped(file: File): string | null;
  readonly link: LinkToMain;
}

/** One named function a call, one named subscription an event, and nothing that takes a channel's name. */
export function buildBridge(shape: ContractShape, transport: Transport): LoadmasterBridge {
  const bridge: Record<string, unknown> = {
    pathOfDropped: (file: File) => transport.pathOfDropped(file),
    link: Object.freeze({ ...transport.link }),
  };
  for (const [domain, { calls, events }] of Object.entries(shape)) {
    const functions: Record<string, unknown> = {};
    for (const name of calls) {
      functions[name] = (input: unknown = null) => transport.call(`${domain}.${name}`, input);
    }
    for (const name of events) {
      functions[`on${name[0]?.toUpperCase()}${name.slice(1)}`] = (listener: (payload: unknown) => void) =>
        transport.listen(`${domain}.${name}`, listener);
    }
    bridge[domain] = Object.freeze(functions);
  }
  // Built by name from the contract, which the compiler cannot follow; test/preload holds the two together.
  return Object.freeze(bridge) as unknown as LoadmasterBridge;
}
