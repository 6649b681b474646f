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

interface Waiting {
  stop: () => void;
  /** Its place among those who wait. */
  at: number;
}

/** Who waits for the end of a signal. */
const waiting = new WeakMap<AbortSignal, Waiting[]>();

/**
 * Calls `stop` once the signal is aborted; what is returned takes that back. All who wait share one listener and a plain list: of those in a
 * signal's own list, or of the tables of a Set, the older ones name the newer ones, so that those of a hundred thousand files stay in
 * memory until the next time that all of it is gone through.
 */
export function onceAborted(signal: AbortSignal, stop: () => void): () => void {
  const all = waiting.get(signal) ?? [];
  if (all.length === 0) {
    waiting.set(signal, all);
    signal.addEventListener('abort', tellWaiting, { once: true });
  }
  const one: Waiting = { stop, at: all.length };
  all.push(one);
  return () => {
    if (all[one.at] !== one) return;
    const last = all.pop();
    if (last !== undefined && last !== one) {
      all[one.at] = last;
      last.at = one.at;
    }
    if (all.length === 0) signal.removeEventListener('abort', tellWaiting);
  };
}

function tellWaiting({ target }: Event): void {
  const all = target instanceof AbortSignal ? waiting.get(target) : undefined;
  for (const { stop } of all?.splice(0) ?? []) stop();
}

/** Gives up waiting as soon as the author cancels, whatever the library does with the call; what it still gives is for `letGo`. */
export function untilAborted<T>(signal: AbortSignal, work: Promise<T>, letGo?: (late: T) => void): Promise<T> {
  const cancelled = () => {
    work.then(letGo, () => {});
    return new CarrierError(fault('cancelled.text'));
  };
  if (signal.aborted) return Promise.reject(cancelled());
  return new Promise((resolve, reject) => {
    const forget = onceAborted(signal, () => reject(cancelled()));
    work.then(
      (value) => {
        forget();
        resolve(value);
      },
      (cause: unknown) => {
        forget();
        reject(cause);
      },
    );
  });
}
