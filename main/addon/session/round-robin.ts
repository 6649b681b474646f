/** So many at a time: with more each waits longer, so that an app that does nothing costs the same with 500 add-ons. */
const MOST_AT_ONCE = 4;

/** Calls everyone who joined, in turn, by one timer that runs while there is anyone. */
export class RoundRobin {
  readonly #everyMs: number;
  readonly #inOrder = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  /** Answers with how to leave. */
  join(take: () => void): () => void {
    const turn = (): void => take();
    this.#inOrder.add(turn);
    this.#timer ??= setInterval(() => this.#next(), this.#everyMs).unref();
    return () => {
      this.#inOrder.delete(turn);
      if (this.#inOrder.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  #next(): void {
    for (const turn of [...this.#inOrder].slice(0, MOST_AT_ONCE)) {
      // To the end of the line.
      this.#inOrder.delete(turn);
      this.#inOrder.add(turn);
      turn();
    }
  }
}
