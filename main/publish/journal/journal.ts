import { mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { isSettled } from '../machine/index.ts';
import { type Entry, entrySchema } from './entry.ts';

/** Raised by one with each change of the tables; a journal of a newer Loadmaster is left alone. */
const JOURNAL_VERSION = 1;

const TABLES = `
  CREATE TABLE submission (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    settled INTEGER NOT NULL,
    entry TEXT NOT NULL
  ) STRICT;
  CREATE INDEX submission_settled ON submission (settled, seq);
  CREATE TABLE transition (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    submission TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    phase TEXT NOT NULL
  ) STRICT;
  CREATE INDEX transition_submission ON transition (submission, seq);
`;

export type JournalFault = 'journal_in_use' | 'journal_newer' | 'journal_unreadable';

export class JournalError extends Error {
  readonly code: JournalFault;

  constructor(code: JournalFault, message: string) {
    super(message);
    this.name = 'JournalError';
    this.code = code;
  }
}

export interface TransitionRow {
  readonly at: number;
  readonly event: string;
  readonly phase: string;
}

export interface JournalOptions {
  readonly path: string;
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
  /** Where a damaged journal was put, when one was found. */
  readonly setAside: string | null;
  /** Rows that could not be read; they stay in the file. */
  readonly unreadable: number;
  readonly #database: DatabaseSync;
  readonly #put: StatementSync;
  readonly #note: StatementSync;
  readonly #entries = new Map<string, Entry>();
  readonly #historyLimit: number;

  constructor(options: JournalOptions) {
    const opened = open(options.path);
    this.#database = opened.database;
    this.setAside = opened.setAside;
    this.#historyLimit = options.historyLimit;
    this.#put = this.#database.prepare(
      'INSERT INTO submission (id, settled, entry) VALUES (?, ?, ?) ' +
        'ON CONFLICT (id) DO UPDATE SET settled = excluded.settled, entry = excluded.entry',
    );
    this.#note = this.#database.prepare('INSERT INTO transition (submission, at, event, phase) VALUES (?, ?, ?, ?)');
    if (options.maxPages !== undefined) this.#database.exec(`PRAGMA max_page_count = ${Math.trunc(options.maxPages)}`);
    this.unreadable = this.#load();
  }

  /** Returns once the entry is on the disk. Throws when it is not, and then nothing may be done. */
  write(entry: Entry, event: string): void {
    this.#transaction(() => {
      this.#put.run(entry.id, isSettled(entry.machine) ? 1 : 0, JSON.stringify(entry));
      this.#note.run(entry.id, entry.updatedAt, event, entry.machine.state.phase);
    });
    // Kept in order of creation, whatever the clock said.
    this.#entries.set(entry.id, entry);
  }

  /** For what a restart need not know, as the time of the next question. */
  remember(entry: Entry): void {
    this.#entries.set(entry.id, entry);
  }

  get(id: string): Entry | null {
    return this.#entries.get(id) ?? null;
  }

  /** Oldest first. */
  all(): Entry[] {
    return [...this.#entries.values()];
  }

  transitions(id: string): TransitionRow[] {
    const rows = this.#database
      .prepare('SELECT at, event, phase FROM transition WHERE submission = ? ORDER BY seq')
      .all(id);
    return rows.map((row) => ({ at: Number(row.at), event: String(row.event), phase: String(row.phase) }));
  }

  remove(ids: readonly string[]): void {
    const statement = this.#database.prepare('DELETE FROM submission WHERE id = ?');
    this.#transaction(() => {
      for (const id of ids) statement.run(id);
    });
    for (const id of ids) this.#entries.delete(id);
  }

  /** The ended submissions that are over the limit, oldest first. */
  overLimit(): string[] {
    const settled = this.all().filter((entry) => isSettled(entry.machine));
    return settled.slice(0, Math.max(0, settled.length - this.#historyLimit)).map((entry) => entry.id);
  }

  close(): void {
    this.#database.close();
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

  #transaction(work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#database.exec('COMMIT');
    } catch (error) {
      // A failed COMMIT may have rolled back already.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}

function readEntry(text: string): Entry | null {
  try {
    return entrySchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function open(path: string): { database: DatabaseSync; setAside: string | null } {
  mkdirSync(dirname(path), { recursive: true });
  try {
    return { database: openDatabase(path), setAside: null };
  } catch (error) {
    if (!(error instanceof JournalError) || error.code !== 'journal_unreadable') throw error;
    const setAside = `${path}.corrupt-${new Date().toISOString().replaceAll(':', '-')}`;
    renameSync(path, setAside);
    return { database: openDatabase(path), setAside };
  }
}

function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 1000 });
  try {
    // Exclusive: held until the process ends, however it ends. FULL: a commit is on the disk when it returns.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    database.exec('PRAGMA foreign_keys = ON; BEGIN IMMEDIATE');
    const found = Number(database.prepare('PRAGMA user_version').get()?.user_version);
    if (found > JOURNAL_VERSION) {
      throw new JournalError(
        'journal_newer',
        'The history was written by a newer Loadmaster. Update Loadmaster to use it.',
      );
    }
    if (found === 0) database.exec(`${TABLES} PRAGMA user_version = ${JOURNAL_VERSION}`);
    database.exec('COMMIT');
    return database;
  } catch (error) {
    database.close();
    throw explained(error);
  }
}

function explained(error: unknown): unknown {
  if (error instanceof JournalError || !(error instanceof Error)) return error;
  if (/locked|busy/i.test(error.message)) {
    return new JournalError('journal_in_use', 'Another Loadmaster is publishing with this data folder.');
  }
  if (/not a database|malformed|corrupt/i.test(error.message)) {
    return new JournalError('journal_unreadable', 'The history file is damaged.');
  }
  return error;
}
