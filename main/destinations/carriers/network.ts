import { fault } from '../../../preload/messages/index.ts';
import { CarrierError } from './carrier-error.ts';

const FAULTS = {
  ENOTFOUND: 'unreachable.name',
  EAI_AGAIN: 'unreachable.lookUp',
  ECONNREFUSED: 'unreachable.nothing',
  ENETUNREACH: 'unreachable.noWay',
  EHOSTUNREACH: 'unreachable.noWay',
  EADDRNOTAVAIL: 'unreachable.noWay',
  ECONNRESET: 'unreachable.broken',
  ECONNABORTED: 'unreachable.broken',
  EPIPE: 'unreachable.broken',
  ERR_STREAM_PREMATURE_CLOSE: 'unreachable.broken',
  ETIMEDOUT: 'timed_out.text',
} as const;

/** The sentence for a connection that did not come about or broke, or undefined when the cause is something else. */
export function networkFault(cause: unknown, host: string): CarrierError | undefined {
  for (let error = cause, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
    if (isKnown(code)) return new CarrierError(fault(FAULTS[code], host), { cause });
  }
  return undefined;
}

function isKnown(code: string): code is keyof typeof FAULTS {
  return Object.hasOwn(FAULTS, code);
}

/** Gives up waiting as soon as the author cancels, whatever the library does with the call. */
export function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  if (signal.aborted) {
    work.catch(() => {});
    return Promise.reject(new CarrierError(fault('cancelled.text')));
  }
  return new Promise((resolve, reject) => {
    const stop = () => reject(new CarrierError(fault('cancelled.text')));
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
