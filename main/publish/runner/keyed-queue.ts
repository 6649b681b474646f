/** Lines of waiting submissions, one for each key; at the head of each at most one is served. */
export class KeyedQueue {
  readonly #serve: (id: string, key: string) => Promise<void>;
  readonly #lines = new Map<string, string[]>();
  readonly #busy = new Map<string, Promise<void>>();

  /** `serve` never rejects. */
  constructor(serve: (id: string, key: string) => Promise<void>) {
    this.#serve = serve;
  }

  join(key: string, id: string): void {
    const line = this.#lines.get(key) ?? [];
    this.#lines.set(key, line);
    if (!line.includes(id)) line.push(id);
    this.#next(key);
  }

  leave(id: string): void {
    for (const line of this.#lines.values()) {
      const at = line.indexOf(id);
      if (at >= 0) line.splice(at, 1);
    }
  }

  /** Nobody is called up any more; comes back when those being served are done. */
  async close(): Promise<void> {
    this.#lines.clear();
    await Promise.all(this.#busy.values());
  }

  #next(key: string): void {
    if (this.#busy.has(key)) return;
    const id = this.#lines.get(key)?.shift();
    if (id === undefined) return;
    // Not at once: what is decided together should stand in line together.
    const called = Promise.resolve().then(() => this.#serve(id, key));
    const served = called.finally(() => {
      this.#busy.delete(key);
      this.#next(key);
    });
    this.#busy.set(key, served);
  }
}
