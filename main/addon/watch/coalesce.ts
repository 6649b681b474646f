/** Hints are gathered until they pause for this long… */
const QUIET_MS = 100;
/** …or the first of them has waited for this long. */
const LONGEST_MS = 200;
/** Past this many there is no point in telling them apart: everything is read again. */
const MOST_HINTS = 2_000;

export type Gathered = ReadonlySet<string> | 'everything';

/** Gathers hints about paths into bursts. */
export class Coalescer {
  readonly #deliver: (gathered: Gathered) => void;
  #hints = new Set<string>();
  #since = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(deliver: (gathered: Gathered) => void) {
    this.#deliver = deliver;
  }

  hint(path: string): void {
    const now = performance.now();
    if (this.#hints.size === 0) this.#since = now;
    if (this.#hints.size <= MOST_HINTS) this.#hints.add(path);
    const wait = Math.max(0, Math.min(QUIET_MS, this.#since + LONGEST_MS - now));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), wait);
  }

  flush(): void {
    clearTimeout(this.#timer);
    if (this.#hints.size === 0) return;
    const gathered = this.#hints.size > MOST_HINTS ? 'everything' : this.#hints;
    this.#hints = new Set();
    this.#deliver(gathered);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#hints.clear();
  }
}
