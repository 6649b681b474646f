import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fault, type OwnError } from '../../../preload/messages/index.ts';
import type { Entry } from './entry.ts';
import { RELEASE_TABLES } from './release-log.ts';
import { salvageEntries } from './salvage.ts';
import { readWal } from './wal.ts';

/** Raised by one with each change of the tables; a journal of a newer Loadmaster is left alone. */
/** 3 has no sentences in attempts, which 2 could not read. */
const JOURNAL_VERSION = 3;

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
  readonly error: OwnError<JournalFault>;

  constructor(error: OwnError<JournalFault>) {
    super(error.message);
    this.name = 'JournalError';
    this.error = error;
  }

  get code(): JournalFault {
    return this.error.code;
  }
}

export interface SetAsideJournal {
  /** The folder with the damaged files and every archive there was. */
  readonly folder: string;
  readonly salvaged: number;
}

export interface OpenedJournal {
  readonly database: DatabaseSync;
  readonly setAside: SetAsideJournal | undefined;
  readonly salvaged: readonly Entry[];
  readonly endedBadly: boolean;
}

/**
 * Opens the journal, proved to be whole. A damaged one is set aside with its log and the archives it names, and what can
 * be read of it goes into a new one. Nothing is deleted that has not been copied.
 */
export function openJournalFile(path: string, archives: string | undefined): OpenedJournal {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // SQLite takes in or throws away the log of a process that was killed as soon as it opens the file.
  const before = copyOfUnfinished(path);
  try {
    // Opened first: the log of a process that still runs looks damaged while it is being written.
    const database = openDatabase(path);
    if (before?.damaged) {
      database.close();
      throw new JournalError(fault('journal_unreadable.log'));
    }
    before?.forget();
    return { database, setAside: undefined, salvaged: [], endedBadly: before !== undefined };
  } catch (error) {
    if (!(error instanceof JournalError) || error.code !== 'journal_unreadable') {
      before?.forget();
      throw error;
    }
    const folder = setAside(path, before?.path, archives);
    const salvaged = salvageEntries(join(folder, 'journal.db'));
    return {
      database: openDatabase(path),
      setAside: { folder, salvaged: salvaged.length },
      salvaged,
      endedBadly: true,
    };
  }
}

interface Copy {
  readonly path: string;
  readonly damaged: boolean;
  forget(): void;
}

/** The file and its log as the last process left them, where it did not end in order. */
function copyOfUnfinished(path: string): Copy | undefined {
  const log = `${path}-wal`;
  if (!existsSync(log) || statSync(log).size === 0) return undefined;
  const copy = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.copy`;
  if (existsSync(path)) copyFileSync(path, copy);
  copyFileSync(log, `${copy}-wal`);
  // A file that is gone or empty beside a log with content is no new journal.
  const emptied = !existsSync(path) || statSync(path).size === 0;
  return {
    path: copy,
    damaged:
      (readWal(readFileSync(`${copy}-wal`))?.damaged ?? false) || (emptied && readWal(readFileSync(log)) !== undefined),
    forget() {
      for (const name of [copy, `${copy}-wal`]) rmSync(name, { force: true });
    },
  };
}

function setAside(path: string, copy: string | undefined, archives: string | undefined): string {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const folder = join(dirname(path), `damaged-${stamp}-${randomBytes(2).toString('hex')}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const aside = join(folder, 'journal.db');
  for (const suffix of ['', '-wal']) {
    const from = copy === undefined ? `${path}${suffix}` : `${copy}${suffix}`;
    if (existsSync(from)) renameSync(from, `${aside}${suffix}`);
  }
  if (archives !== undefined) linkAll(archives, join(folder, 'archives'));
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  return folder;
}

/** A link costs nothing, and keeps what a row that could not be read has named. */
function linkAll(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(from)) {
    try {
      linkSync(join(from, name), join(to, name));
    } catch {
      copyFileSync(join(from, name), join(to, name));
    }
  }
}

function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 1000 });
    // Release forms of versions that are not published yet are nobody else's to read.
    chmodSync(path, 0o600);
    // Exclusive: held until the process ends, however it ends. FULL: a commit is on the disk when it returns.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    database.exec('PRAGMA foreign_keys = ON; BEGIN IMMEDIATE');
    const found = Number(database.prepare('PRAGMA user_version').get()?.user_version);
    if (found > JOURNAL_VERSION && found <= LAST_PLAUSIBLE_VERSION) {
      throw new JournalError(fault('journal_newer.text'));
    }
    if (found === 0) database.exec(TABLES);
    if (found === 0 || found === 1) database.exec(RELEASE_TABLES);
    if (found >= 0 && found < JOURNAL_VERSION) database.exec(`PRAGMA user_version = ${JOURNAL_VERSION}`);
    database.exec('COMMIT');
    prove(database, found);
    return database;
  } catch (error) {
    database?.close();
    throw explained(error);
  }
}

/** Beyond this it is no version of ours, but damage. */
const LAST_PLAUSIBLE_VERSION = 1000;

/** Reads every page and every index, so that damage is found now and not in the middle of a release. */
function prove(database: DatabaseSync, version: number): void {
  const [row] = database.prepare('PRAGMA integrity_check(1)').all();
  const tables = database
    .prepare("SELECT count(*) AS count FROM sqlite_schema WHERE name IN ('submission', 'transition')")
    .get();
  if (row?.integrity_check === 'ok' && tables?.count === 2 && version >= 0 && version <= JOURNAL_VERSION) return;
  throw new JournalError(fault('journal_unreadable.text'));
}

/** SQLite's primary codes for a file that makes no sense, and its extended ones for one that cannot be read to its end. */
const DAMAGE = { primary: new Set([1, 11, 26]), extended: new Set([266, 522]) } as const;

function explained(error: unknown): unknown {
  if (error instanceof JournalError || !(error instanceof Error)) return error;
  if (/locked|busy/i.test(error.message)) {
    return new JournalError(fault('journal_in_use.text'));
  }
  const code = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0;
  if (DAMAGE.primary.has(code & 0xff) || DAMAGE.extended.has(code)) {
    return new JournalError(fault('journal_unreadable.text'));
  }
  return error;
}
