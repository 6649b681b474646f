import type { Outcome } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import { fail } from '../../library/index.ts';

interface Look {
  readonly stop: AbortController;
  /** It packs nothing any more: what it still asks of places stands in nobody's way. */
  readonly packed: Promise<unknown>;
  readonly ended: Promise<unknown>;
}

type Work<T> = (signal: AbortSignal) => Promise<Outcome<T>>;

/** Who may pack an add-on: the author's work one at a time, and a look that nobody asked for while there is none. */
export class PackingLocks {
  readonly #busy = new Set<string>();
  readonly #looks = new Map<string, Look>();

  /** A second click waits for the first and finds its version under way. */
  async alone<T>(addonId: string, work: Work<T>): Promise<Outcome<T>> {
    if (this.#busy.has(addonId)) return fail(fault('busy.packing'));
    this.#busy.add(addonId);
    try {
      this.stopLooking(addonId);
      await this.#looks.get(addonId)?.packed;
      return await work(new AbortController().signal);
    } finally {
      this.#busy.delete(addonId);
    }
  }

  /** One after another; ended by the author's work, by `stopLooking`, and when it takes too long. */
  async looking<T>(
    addonId: string,
    longestMs: number,
    work: (signal: AbortSignal, hasPacked: () => void) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    for (let other = this.#looks.get(addonId); other !== undefined; other = this.#looks.get(addonId)) await other.ended;
    if (this.#busy.has(addonId)) return fail(fault('busy.packing'));
    const stop = new AbortController();
    const packing = Promise.withResolvers<void>();
    const looked = work(AbortSignal.any([stop.signal, AbortSignal.timeout(longestMs)]), packing.resolve);
    const ended = looked
      .catch(() => {})
      .finally(() => {
        this.#looks.delete(addonId);
      });
    this.#looks.set(addonId, { stop, packed: Promise.race([packing.promise, ended]), ended });
    const answer = await looked.catch((cause: unknown) => {
      if (!stop.signal.aborted) throw cause;
    });
    return answer === undefined || stop.signal.aborted ? fail(fault('cancelled.plan')) : answer;
  }

  stopLooking(addonId: string): void {
    this.#looks.get(addonId)?.stop.abort();
  }
}
