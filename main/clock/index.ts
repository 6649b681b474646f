export { SerialQueue } from './serial-queue.ts';

/** Time as services see it, so that tests need not wait. */
export interface Clock {
  now(): number;
  /** Calls back once after `ms`; the answer cancels it. */
  setTimer(ms: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer: (ms, callback) => {
    const timer = setTimeout(callback, Math.min(Math.max(0, ms), 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};
