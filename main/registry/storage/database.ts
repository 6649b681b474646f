import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { errorText } from '../../../preload/contract/error-text.ts';
import { MIGRATIONS } from './migrations.ts';

/** What the subjects of this folder need of SQLite: statements prepared once, and transactions. */
export type Database = {
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[];
  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined;
  run(sql: string, ...values: SQLInputValue[]): number;
  transaction<T>(work: () => T): T;
  /** The whole database as it is at this moment, in a file that is not there yet. */
  copyTo(path: string): void;
  close(): void;
};

/** A reason not to open a data folder, in words for the person who started the registry. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/** The database cannot be trusted: its pages, its tables or its format are not what they were. */
export class DamagedDatabase extends Error {
  override readonly name = 'DamagedDatabase';
}

export function openDatabase(path: string): Database {
  const sqlite = new DatabaseSync(path);
  try {
    prepareForUse(sqlite);
    migrate(sqlite);
    checkWhole(sqlite);
  } catch (error) {
    closeQuietly(sqlite);
    throw asDataFolderError(error);
  }
  return wrap(sqlite);
}

function prepareForUse(sqlite: DatabaseSync): void {
  // The exclusive lock is also what keeps a second registry out of the same data folder: the system drops it with
  // the process, however that ends.
  sqlite.exec('PRAGMA locking_mode = EXCLUSIVE');
  sqlite.exec('PRAGMA journal_mode = WAL');
  // An accepted version must outlive a power cut, so every commit reaches the disk.
  sqlite.exec('PRAGMA synchronous = FULL');
  sqlite.exec('PRAGMA foreign_keys = ON');
}

function migrate(sqlite: DatabaseSync): void {
  const row = sqlite.prepare('PRAGMA user_version').get();
  const found = Number(row?.user_version ?? 0);
  if (found > MIGRATIONS.length) {
    throw new DataFolderError(
      `This data folder was written by a newer registry (format ${found}, this one knows ${MIGRATIONS.length}). ` +
        'Start the newer version, or choose another data folder.',
    );
  }
  for (const [index, step] of MIGRATIONS.entries()) {
    if (index < found) continue;
    sqlite.exec('BEGIN IMMEDIATE');
    sqlite.exec(step);
    sqlite.exec(`PRAGMA user_version = ${index + 1}`);
    sqlite.exec('COMMIT');
  }
  // Takes the exclusive lock even when there was nothing to migrate.
  sqlite.exec('BEGIN IMMEDIATE; COMMIT');
}

/** Damage in the middle would show at some later question, in words of SQLite's. */
function checkWhole(sqlite: DatabaseSync): void {
  const found = sqlite.prepare('PRAGMA quick_check(1)').get();
  if (found?.quick_check !== 'ok') throw new DamagedDatabase(String(found?.quick_check));
  const known = new Set(
    sqlite
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
      .all()
      .map((row) => row.name),
  );
  const missing = MIGRATIONS.flatMap((step) => [...step.matchAll(/CREATE TABLE (\w+)/g)].map((match) => match[1]));
  if (missing.some((table) => !known.has(table ?? ''))) throw new DamagedDatabase('a table is missing');
}

function closeQuietly(sqlite: DatabaseSync): void {
  try {
    sqlite.close();
  } catch {
    // A damaged database may not even close.
  }
}

/** SQLITE_ERROR (tables that are not as its number says), CORRUPT, FORMAT, NOTADB. */
const DAMAGE: ReadonlySet<number> = new Set([1, 11, 24, 26]);

function asDataFolderError(error: unknown): unknown {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  if (code === 5) return new DataFolderError('Another registry is running on this data folder. Stop it first.');
  if (DAMAGE.has(code)) return new DamagedDatabase(errorText(error));
  return error;
}

function wrap(sqlite: DatabaseSync): Database {
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    let found = prepared.get(sql);
    if (found === undefined) {
      found = sqlite.prepare(sql);
      prepared.set(sql, found);
    }
    return found;
  };
  let depth = 0;
  return {
    all: <Row>(sql: string, ...values: SQLInputValue[]) => statement(sql).all(...values) as Row[],
    get: <Row>(sql: string, ...values: SQLInputValue[]) => statement(sql).get(...values) as Row | undefined,
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
    transaction(work) {
      if (depth > 0) return work();
      sqlite.exec('BEGIN IMMEDIATE');
      depth += 1;
      try {
        const result = work();
        sqlite.exec('COMMIT');
        return result;
      } catch (error) {
        // A failed COMMIT (disk full) may already have rolled back.
        if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    copyTo(path) {
      sqlite.prepare('VACUUM INTO ?').run(path);
    },
    close: () => sqlite.close(),
  };
}
