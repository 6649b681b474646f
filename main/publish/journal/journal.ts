import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { hasEnded, type LogLine } from '../../../preload/contract.ts';
import { type Entry, readEntry } from './entry.ts';
import { openJournalFile, type SetAsideJournal } from './open-file.ts';
import { ReleaseLog } from './release-log.ts';
import { doubted } from './salvage.ts';
import { inTransaction } from './transaction.ts';

export interface JournalOptions {
  readonly path: string;
  /** The folder of the archives that entries name; what is set aside takes them along. */
  readonly archives?: string | undefined;
  /** How many ended submissions are kept. */
  readonly historyLimit: number;
  /** The largest the file may get, in pages; a full disk in miniature. */
  readonly maxPages?: number | undefined;
}

/**
 * What the publisher is about to do, on disk before it does it. One process at a time holds it: two publishers on one
 * journal would send everything twice.
 */
export class Journal {
  /** Where a damaged journal was put, when one was found, and how much of it could be read. */
  readonly setAside: SetAsideJournal | undefined;
  /** Rows that could not be read; they stay in the file. */
  readonly unreadable: number;
  /** The process before was killed, or the power went: what it wrote last may be missing without a trace. */
  readonly endedBadly: boolean;
  /** Releases to many destinations. */
  readonly releases: ReleaseLog;
  readonly #database: DatabaseSync;
  readonly #put: StatementSync;
  readonly #note: StatementSync;
  readonly #entries = new Map<string, Entry>();
  readonly #historyLimit: number;

  constructor(options: JournalOptions) {
    const opened = openJournalFile(options.path, options.archives);
    this.#database = opened.database;
    this.releases = new ReleaseLog(opened.database);
    this.setAside = opened.setAside;
    this.endedBadly = opened.endedBadly;
    this.#historyLimit = options.historyLimit;
    this.#put = this.#database.prepare(
      'INSERT INTO submission (id, settled, entry) VALUES (?, ?, ?) ' +
        'ON CONFLICT (id) DO UPDATE SET settled = excluded.settled, entry = excluded.entry',
    );
    this.#note = this.#database.prepare('INSERT INTO transition (submission, at, event, phase) VALUES (?, ?, ?, ?)');
    if (options.maxPages !== undefined) this.#database.exec(`PRAGMA max_page_count = ${Math.trunc(options.maxPages)}`);
    this.unreadable = this.#load();
    for (const entry of opened.salvaged) this.write(entry, 'salvaged');
  }

  /** Returns once the entry is on the disk. Throws when it is not, and then nothing may be done. */
  write(entry: Entry, event: string): void {
    inTransaction(this.#database, () => {
      this.#put.run(entry.id, hasEnded(entry.machine) ? 1 : 0, JSON.stringify(entry));
      this.#note.run(entry.id, entry.updatedAt, event, entry.machine.state.phase);
    });
    // Kept in order of creation, whatever the clock said.
    this.#entries.set(entry.id, entry);
  }

  /** For what a restart need not know, as the time of the next question. */
  remember(entry: Entry): void {
    this.#entries.set(entry.id, entry);
  }

  get(id: string): Entry | undefined {
    return this.#entries.get(id);
  }

  /** Oldest first. */
  all(): Entry[] {
    return [...this.#entries.values()];
  }

  transitions(id: string): LogLine[] {
    const rows = this.#database
      .prepare('SELECT at, event, phase FROM transition WHERE submission = ? ORDER BY seq')
      .all(id);
    return rows.map((row) => ({ at: Number(row.at), event: String(row.event), phase: String(row.phase) }));
  }

  remove(ids: readonly string[]): void {
    const statement = this.#database.prepare('DELETE FROM submission WHERE id = ?');
    inTransaction(this.#database, () => {
      for (const id of ids) statement.run(id);
    });
    for (const id of ids) this.#entries.delete(id);
  }

  /**
   * An archive goes only once its version is published or given up. Where a state that needs it is the newest, the log that said what
   * came of it was cut, which nobody can see of the log itself.
   */
  doubtWithoutArchive(isThere: (sha256: string) => boolean): void {
    for (const entry of this.all()) {
      const { archive, memory } = entry.machine;
      if (archive === null || !memory.archiveKept || isThere(archive.sha256)) continue;
      const doubt = doubted(entry);
      if (doubt !== entry) this.write(doubt, 'salvaged');
    }
  }

  /** The ended submissions that are over the limit, oldest first. */
  overLimit(): string[] {
    const ended = this.all().filter((entry) => hasEnded(entry.machine));
    return ended.slice(0, Math.max(0, ended.length - this.#historyLimit)).map((entry) => entry.id);
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #load(): number {
    let unreadable = 0;
    for (const row of this.#database.prepare('SELECT entry FROM submission ORDER BY seq').iterate()) {
      const entry = readEntry(String(row.entry));
      if (entry) this.#entries.set(entry.id, entry);
      else unreadable++;
    }
    return unreadable;
  }
}
