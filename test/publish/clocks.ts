import type { Clock } from '../../main/clock/index.ts';

/**
 * Time that passes `factor` times as fast, so that a minute of back-off is over in a blink. Processes that live one after the other
 * share the moment at which it `began`, or each would be put back to where real time stands.
 */
export function fastClock(factor: number, began = Date.now()): Clock {
  return {
    now: () => began + (Date.now() - began) * factor,
    setTimer(ms, callback) {
      const timer = setTimeout(callback, Math.max(0, ms / factor));
      return () => clearTimeout(timer);
    },
  };
}

export interface HandClock extends Clock {
  /** Lets time pass and calls back what came due, in order. */
  pass(ms: number): void;
  /** Sets the clock, as a person or a time server would: timers do not notice. */
  set(now: number): void;
  readonly timers: number;
}

/** Time that passes when it is told to. */
export function handClock(start = 1_700_000_000_000): HandClock {
  let now = start;
  // Timers run on a time of their own that nobody can set.
  let steady = 0;
  const timers = new Map<number, { readonly at: number; readonly callback: () => void }>();
  let next = 0;
  return {
    now: () => now,
    setTimer(ms, callback) {
      const id = next++;
      timers.set(id, { at: steady + Math.max(0, ms), callback });
      return () => timers.delete(id);
    },
    pass(ms) {
      const end = steady + ms;
      for (;;) {
        const due = [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
        if (!due) break;
        const [id, { at, callback }] = due;
        timers.delete(id);
        now += at - steady;
        steady = at;
        callback();
      }
      now += end - steady;
      steady = end;
    },
    set(moment) {
      now = moment;
    },
    get timers() {
      return timers.size;
    },
  };
}
