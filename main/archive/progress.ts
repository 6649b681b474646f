import type { Progress } from '../../preload/contract.ts';

export type ArchivePhase = 'packing' | 'finishing';

/** Speed and time are said as events of the contract say them. */
export interface ArchiveProgress extends Pick<Readonly<Progress>, 'bytesPerSecond' | 'etaSeconds'> {
  readonly phase: ArchivePhase;
  readonly filesDone: number;
  readonly filesTotal: number;
  /** Bytes of the add-on's files. */
  readonly done: number;
  readonly total: number;
  readonly reusedBytes: number;
  /** The one being written, as the archive names it. */
  readonly file?: string;
}

const REPORT_EVERY_MS = 100;
// The speed of the last few seconds tells more about the rest than the average since the start.
const SPEED_OVER_MS = 3000;
// Reading the first file says nothing about the others: "1 h 27 min left" of a build that takes a second.
const RATE_AFTER_MS = 500;
const ETA_AFTER_MS = 1000;

/** Counts what is done and reports it, at most ten times a second. */
export class ProgressMeter {
  readonly #report: ((progress: ArchiveProgress) => void) | undefined;
  readonly #total: number;
  readonly #filesTotal: number;
  readonly #recent: { readonly at: number; readonly done: number }[];
  readonly #began = performance.now();
  #phase: ArchivePhase = 'packing';
  #file: string | undefined;
  #filesDone = 0;
  #done = 0;
  #reported = Number.NEGATIVE_INFINITY;
  reusedBytes = 0;

  constructor(files: number, bytes: number, report: ((progress: ArchiveProgress) => void) | undefined) {
    this.#filesTotal = files;
    this.#total = bytes;
    this.#report = report;
    this.#recent = [{ at: performance.now(), done: 0 }];
  }

  start(): void {
    this.#tell(true);
  }

  add(file: string, bytes: number, isReused: boolean): void {
    this.#file = file;
    this.#done += bytes;
    if (isReused) this.reusedBytes += bytes;
    this.#tell(false);
  }

  fileDone(): void {
    this.#filesDone += 1;
    this.#tell(false);
  }

  finishing(): void {
    this.#phase = 'finishing';
    this.#file = undefined;
    this.#tell(true);
  }

  #tell(always: boolean): void {
    if (this.#report === undefined) return;
    const now = performance.now();
    if (!always && now - this.#reported < REPORT_EVERY_MS) return;
    this.#reported = now;
    const bytesPerSecond = this.#speed(now);
    this.#report({
      phase: this.#phase,
      filesDone: this.#filesDone,
      filesTotal: this.#filesTotal,
      done: this.#done,
      total: this.#total,
      reusedBytes: this.reusedBytes,
      bytesPerSecond: bytesPerSecond ?? null,
      etaSeconds: this.#eta(now, bytesPerSecond) ?? null,
      ...(this.#file !== undefined && { file: this.#file }),
    });
  }

  #speed(now: number): number | undefined {
    this.#recent.push({ at: now, done: this.#done });
    while (this.#recent.length > 2 && now - (this.#recent[0]?.at ?? now) > SPEED_OVER_MS) this.#recent.shift();
    const first = this.#recent[0];
    if (first === undefined || this.#done === first.done || now - first.at < RATE_AFTER_MS) return undefined;
    return ((this.#done - first.done) * 1000) / (now - first.at);
  }

  #eta(now: number, bytesPerSecond: number | undefined): number | undefined {
    if (bytesPerSecond === undefined || now - this.#began < ETA_AFTER_MS) return undefined;
    return (this.#total - this.#done) / bytesPerSecond;
  }
}
