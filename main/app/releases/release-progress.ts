import type { ReleaseProgress } from '../../../preload/contract.ts';

const EVERY_MS = 100;

/** Bytes sent to each destination, told at most ten times a second. */
export class ReleaseProgressMeter {
  readonly #id: string;
  readonly #now: () => number;
  readonly #tell: (progress: ReleaseProgress) => void;
  readonly #sent = new Map<string, { bytes: number; toldAt: number }>();

  constructor(id: string, now: () => number, tell: (progress: ReleaseProgress) => void) {
    this.#id = id;
    this.#now = now;
    this.#tell = tell;
  }

  add(name: string, count: number): void {
    const before = this.#sent.get(name) ?? { bytes: 0, toldAt: 0 };
    const bytes = before.bytes + count;
    const due = this.#now() - before.toldAt >= EVERY_MS;
    this.#sent.set(name, { bytes, toldAt: due ? this.#now() : before.toldAt });
    if (due) this.#tell({ id: this.#id, name, done: bytes, total: null });
  }
}
