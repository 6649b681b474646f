import { SerialQueue } from '../../clock/index.ts';
import { readEntryList, sameAsRemembered, writeEntryList } from '../changes/entry-list-file.ts';
import type { FileEntry } from '../scan/entry.ts';
import { compareLists, type EntryChanges } from '../watch/entry-changes.ts';

/** An author who saves often does not make the list be written each time. */
const WRITE_AFTER_MS = 3_000;

/** The list of files on disk, so that the next opening can tell what happened in between. */
export class EntryMemory {
  readonly #file: string | undefined;
  #latest: readonly FileEntry[] | undefined;
  #written: readonly FileEntry[] | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #writes = new SerialQueue();

  constructor(file: string | undefined) {
    this.#file = file;
  }

  /** Undefined when nothing is remembered. */
  async changesSince(entries: readonly FileEntry[]): Promise<EntryChanges | undefined> {
    const before = this.#file === undefined ? undefined : await readEntryList(this.#file);
    return before ? compareLists(before, entries, sameAsRemembered) : undefined;
  }

  remember(entries: readonly FileEntry[]): void {
    this.#latest = entries;
    if (this.#file === undefined || entries === this.#written || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#write(), WRITE_AFTER_MS).unref();
  }

  async close(): Promise<void> {
    this.#write();
    await this.#writes.idle();
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const file = this.#file;
    const latest = this.#latest;
    if (file === undefined || latest === undefined || latest === this.#written) return;
    this.#written = latest;
    // A list that cannot be kept costs the author one answer at the next opening, and nothing else.
    this.#writes.run(() => writeEntryList(file, latest)).catch(() => undefined);
  }
}
