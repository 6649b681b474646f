import type { z } from 'zod';
import { contract } from '../../preload/contract.ts';

export interface CallChannel {
  readonly domain: string;
  readonly name: string;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

interface EventChannel {
  readonly domain: string;
  readonly name: string;
  readonly payload: z.ZodType;
}

const calls = new Map<string, CallChannel>();
const events = new Map<string, EventChannel>();

for (const [domain, members] of Object.entries(contract)) {
  for (const [name, member] of Object.entries(members)) {
    const channel = `${domain}.${name}`;
    if (member.kind === 'call') calls.set(channel, { domain, name, input: member.input, output: member.output });
    else events.set(channel, { domain, name, payload: member.payload });
  }
}

/** The contract by channel, `domain.name`: what may be asked of main ... */
export const CALL_CHANNELS: ReadonlyMap<string, CallChannel> = calls;
/** ... and what main may say by itself. */
export const EVENT_CHANNELS: ReadonlyMap<string, EventChannel> = events;
