import type { Progress } from '../../../preload/contract.ts';
import type { Clock } from '../../clock/index.ts';

const WINDOW_MS = 4000;
/** Less says nothing yet: the first bytes only fill the buffers on the way. */
const ETA_AFTER_MS = 1000;

/** Bytes a second over the last seconds, and how long the rest takes at that speed. */
export class Speed {
  readonly #clock: Clock;
  #marks: { readonly at: number; readonly done: number }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  measure(done: number, total: number): Pick<Progress, 'bytesPerSecond' | 'etaSeconds'> {
    const at = this.#clock.now();
    const last = this.#marks.at(-1);
    if (!last || at - last.at >= 100) this.#marks.push({ at, done });
    while (this.#marks.length > 2 && at - (this.#marks[0]?.at ?? at) > WINDOW_MS) this.#marks.shift();
    const first = this.#marks[0];
    if (!first || at - first.at < 250 || done <= first.done) return { bytesPerSecond: null, etaSeconds: null };
    const bytesPerSecond = ((done - first.done) * 1000) / (at - first.at);
    const etaSeconds = at - first.at < ETA_AFTER_MS ? null : Math.max(0, total - done) / bytesPerSecond;
    return { bytesPerSecond, etaSeconds: etaSeconds ?? null };
  }
}
