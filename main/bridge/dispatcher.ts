import { type AppError, appErrorSchema, type Handlers, type Outcome } from '../../preload/contract.ts';
import { fault } from '../../preload/messages/index.ts';
import { CALL_CHANNELS, type CallChannel } from './channels.ts';

type Handler = (input: unknown) => Promise<Outcome<unknown>>;

export interface Dispatcher<Sender> {
  /** Answers one call. It never throws and never rejects: whatever goes wrong is data. */
  answer(sender: Sender, channel: string, input: unknown): Promise<Outcome<unknown>>;
  /** Until the services are there calls wait; from now on they are answered, the waiting ones first. */
  provide(handlers: Handlers): void;
  /** The services cannot be had: calls, the waiting ones too, are answered with this error. */
  giveUp(error: AppError): void;
}

export interface DispatcherOptions<Sender> {
  readonly trusts: (sender: Sender) => boolean;
  /** For the log: what the renderer must not be told, and what only a bug or an attack can cause. */
  readonly onFault: (channel: string, fault: unknown) => void;
  /** In tests and development a handler whose answer breaks the contract is found out here. */
  readonly checkOutput: boolean;
}

/** The one gate between a page and the services: who asks, for what, with what. The same for every shell. */
export function createDispatcher<Sender>(options: DispatcherOptions<Sender>): Dispatcher<Sender> {
  let open: (find: (call: CallChannel) => Handler) => void = () => {};
  const opened = new Promise<(call: CallChannel) => Handler>((resolve) => {
    open = resolve;
  });

  function refuse(channel: string, error: AppError, fault: unknown): Outcome<unknown> {
    options.onFault(channel, fault);
    return { ok: false, error };
  }

  function checked(channel: string, call: CallChannel, outcome: Outcome<unknown>): Outcome<unknown> {
    if (!options.checkOutput) return outcome;
    const parsed = outcome.ok ? call.output.safeParse(outcome.value) : appErrorSchema.safeParse(outcome.error);
    return parsed.success ? outcome : refuse(channel, INTERNAL, parsed.error);
  }

  return {
    async answer(sender, channel, input) {
      if (!options.trusts(sender)) return refuse(channel, UNTRUSTED, new Error('call from a page that is not ours'));
      const call = CALL_CHANNELS.get(channel);
      if (!call) return refuse(channel, UNKNOWN_CALL, new Error('unknown call'));
      const parsed = call.input.safeParse(input ?? null);
      if (!parsed.success) return refuse(channel, INVALID_INPUT, parsed.error);
      try {
        const find = await opened;
        return checked(channel, call, await find(call)(parsed.data));
      } catch (fault) {
        return refuse(channel, INTERNAL, fault);
      }
    },
    provide(handlers) {
      const table: Readonly<Record<string, Readonly<Record<string, unknown>>>> = handlers;
      open((call) => {
        const handler = table[call.domain]?.[call.name];
        if (typeof handler !== 'function') throw new Error(`no handler for ${call.domain}.${call.name}`);
        return (input) => handler(input);
      });
    },
    giveUp(error) {
      open(() => () => Promise.resolve({ ok: false, error }));
    },
  };
}

/** What a stranger is told: nothing about the inside. */
const UNTRUSTED: AppError = fault('untrusted_sender.text');
const UNKNOWN_CALL: AppError = fault('unknown_call.text');
const INVALID_INPUT: AppError = fault('invalid_input.text');
const INTERNAL: AppError = { ...fault('internal.text'), retry: 'repeat' };
