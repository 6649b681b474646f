import { CarrierError, type CarrierFault } from './carrier-error.ts';

const FAULTS: Readonly<Record<string, readonly [CarrierFault, string]>> = {
  ENOTFOUND: ['unreachable', 'The name {host} is not known to this network.'],
  EAI_AGAIN: ['unreachable', 'The name {host} could not be looked up.'],
  ECONNREFUSED: ['unreachable', 'Nothing answers at {host}.'],
  ENETUNREACH: ['unreachable', 'There is no way to {host} from here.'],
  EHOSTUNREACH: ['unreachable', 'There is no way to {host} from here.'],
  EADDRNOTAVAIL: ['unreachable', 'There is no way to {host} from here.'],
  ECONNRESET: ['unreachable', 'The connection to {host} broke off.'],
  ECONNABORTED: ['unreachable', 'The connection to {host} broke off.'],
  EPIPE: ['unreachable', 'The connection to {host} broke off.'],
  ERR_STREAM_PREMATURE_CLOSE: ['unreachable', 'The connection to {host} broke off.'],
  ETIMEDOUT: ['timed_out', '{host} did not answer in time.'],
};

/** The sentence for a connection that did not come about or broke, or undefined when the cause is something else. */
export function networkFault(cause: unknown, host: string): CarrierError | undefined {
  for (let error = cause, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
    const fault = FAULTS[code];
    if (fault) return new CarrierError(fault[0], fault[1].replace('{host}', host), { cause });
  }
  return undefined;
}

/** Gives up waiting as soon as the author cancels, whatever the library does with the call. */
export function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  if (signal.aborted) {
    work.catch(() => {});
    return Promise.reject(new CarrierError('cancelled', 'Cancelled.'));
  }
  return new Promise((resolve, reject) => {
    const stop = () => reject(new CarrierError('cancelled', 'Cancelled.'));
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
