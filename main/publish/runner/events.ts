import type { Progress, Submission } from '../../../preload/contract.ts';
import type { Clock } from '../../clock/index.ts';

export interface PublisherListener {
  changed?(submission: Submission): void;
  dismissed?(what: { id: string }): void;
  progress?(progress: Progress): void;
}

/** Ten a second is as often as a person can see anything. */
const INTERVAL_MS = 100;

/** Lets through the first at once and of the rest only the latest, at most one in each interval and key. */
export class Throttle<T> {
  readonly #clock: Clock;
  readonly #deliver: (value: T) => void;
  readonly #keys = new Map<string, { pending: (() => T) | undefined; cancel: () => void }>();

  constructor(clock: Clock, deliver: (value: T) => void) {
    this.#clock = clock;
    this.#deliver = deliver;
  }

  /** `make` is called only for what is delivered. */
  push(key: string, make: () => T): void {
    const running = this.#keys.get(key);
    if (running) {
      running.pending = make;
      return;
    }
    this.#deliver(make());
    this.#rest(key);
  }

  /** Nothing of this key is delivered any more. */
  drop(key: string): void {
    this.#keys.get(key)?.cancel();
    this.#keys.delete(key);
  }

  close(): void {
    for (const key of [...this.#keys.keys()]) this.drop(key);
  }

  #rest(key: string): void {
    const cancel = this.#clock.setTimer(INTERVAL_MS, () => {
      const pending = this.#keys.get(key)?.pending ?? null;
      this.#keys.delete(key);
      if (pending === null) return;
      this.#deliver(pending());
      this.#rest(key);
    });
    this.#keys.set(key, { pending: undefined, cancel });
  }
}

/** Everybody who wants to know, and what they are told. A listener that throws harms nobody else. */
export class PublisherEvents {
  readonly #listeners = new Set<PublisherListener>();
  readonly #changed: Throttle<Submission>;
  readonly #progress: Throttle<Progress>;

  constructor(clock: Clock) {
    this.#changed = new Throttle(clock, (submission) => this.#tell((one) => one.changed?.(submission)));
    this.#progress = new Throttle(clock, (progress) => this.#tell((one) => one.progress?.(progress)));
  }

  subscribe(listener: PublisherListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(id: string, make: () => Submission): void {
    this.#changed.push(id, make);
  }

  progress(id: string, make: () => Progress): void {
    this.#progress.push(id, make);
  }

  /** A phase is over: what was still to be told about it would only be wrong. */
  endProgress(id: string): void {
    this.#progress.drop(id);
  }

  dismissed(id: string): void {
    this.#changed.drop(id);
    this.#progress.drop(id);
    this.#tell((one) => one.dismissed?.({ id }));
  }

  close(): void {
    this.#changed.close();
    this.#progress.close();
    this.#listeners.clear();
  }

  #tell(call: (listener: PublisherListener) => void): void {
    for (const listener of [...this.#listeners]) {
      try {
        call(listener);
      } catch (error) {
        queueMicrotask(() => reportError(error));
      }
    }
  }
}

function reportError(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
