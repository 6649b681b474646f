import type { Emitters } from '../../preload/contract.ts';
import { EVENT_CHANNELS } from './channels.ts';

export interface EmitterOptions {
  readonly send: (channel: string, payload: unknown) => void;
  readonly onFault: (channel: string, fault: unknown) => void;
  readonly checkPayload: boolean;
}

/** `emit.publish.changed(submission)` for every event of the contract, each sent by the shell's own way. */
export function createEmitters(options: EmitterOptions): Emitters {
  const emitters: Record<string, Record<string, (payload: unknown) => void>> = {};
  for (const [channel, { domain, name, payload: schema }] of EVENT_CHANNELS) {
    emitters[domain] ??= {};
    emitters[domain][name] = (payload) => {
      if (options.checkPayload) {
        const parsed = schema.safeParse(payload);
        if (!parsed.success) return options.onFault(channel, parsed.error);
      }
      options.send(channel, payload);
    };
  }
  for (const { domain } of EVENT_CHANNELS.values()) Object.freeze(emitters[domain]);
  // Built by name from the contract, which the compiler cannot follow; test/bridge holds the two together.
  return emitters as unknown as Emitters;
}
