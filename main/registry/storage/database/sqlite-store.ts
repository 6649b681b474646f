import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { errorText } from '../../../../preload/contract/error-text.ts';
import { MIGRATIONS } from './migrations.ts';
import {
  DataFolderError,
  type Dialect,
  fromSql,
  type Snapshot,
  type Statements,
  type Store,
  type StoreValue,
  toSql,
  writtenByNewer,
} from './store.ts';

/** The database cannot be trusted: its pages, its tables or its format are not what they were. */
export class DamagedDatabase extends Error {
  override readonly name = 'DamagedDatabase';
}

export function openSqliteStore(path: string): Store {
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
    throw writtenByNewer(found, MIGRATIONS.length);
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

/**
 * Damage in the middle would show at some later question, in words of SQLite's. Indexes too, which quick_check leaves out: a row
 * that its index lost is missing where tables are joined, and the sweep would take its file.
 */
function checkWhole(sqlite: DatabaseSync): void {
  const found = sqlite.prepare('PRAGMA integrity_check(1)').get();
  if (found?.integrity_check !== 'ok') throw new DamagedDatabase(String(found?.integrity_check));
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

const DIALECT: Dialect = {
  now: `CAST(unixepoch('subsec') * 1000 AS INTEGER)`,
  nextUpload: '(SELECT COALESCE(MAX(sequence), 0) + 1 FROM uploads)',
  // There is no other process.
  takeFree: '',
  columnsOf: 'SELECT name FROM pragma_table_info(?)',
  afterImport: [],
};

function wrap(sqlite: DatabaseSync): Store {
  const now = statementsOf(sqlite);
  const inside: Statements = {
    dialect: DIALECT,
    all: async <Row>(sql: string, ...values: StoreValue[]) => now.all<Row>(sql, values),
    get: async <Row>(sql: string, ...values: StoreValue[]) => now.get<Row>(sql, values),
    run: async (sql, ...values) => now.run(sql, values),
    transaction: (work) => work(inside),
  };
  const snapshot: Snapshot = { ...inside, pages: (sql, atOnce) => pagesOf(sqlite, sql, atOnce) };
  // One connection: whoever is not part of the transaction waits for its end. Each looks again after waiting, and acts
  // in the same step, or the next transaction would have begun meanwhile.
  let held: Promise<void> | undefined;
  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    while (held !== undefined) await held;
    const { promise, resolve } = Promise.withResolvers<void>();
    held = promise;
    try {
      return await transact(sqlite, work);
    } finally {
      held = undefined;
      resolve();
    }
  };
  return {
    dialect: DIALECT,
    engine: 'sqlite',
    shared: false,
    onChange: () => undefined,
    async all<Row>(sql: string, ...values: StoreValue[]) {
      while (held !== undefined) await held;
      return now.all<Row>(sql, values);
    },
    async get<Row>(sql: string, ...values: StoreValue[]) {
      while (held !== undefined) await held;
      return now.get<Row>(sql, values);
    },
    async run(sql, ...values) {
      while (held !== undefined) await held;
      return now.run(sql, values);
    },
    transaction: (work) => alone(() => work(inside)),
    snapshot: (work) => alone(() => work(snapshot)),
    async copyTo(path) {
      while (held !== undefined) await held;
      sqlite.prepare('VACUUM INTO ?').run(path);
    },
    async close() {
      while (held !== undefined) await held;
      sqlite.close();
    },
  };
}

/** Each statement is prepared once. */
function statementsOf(sqlite: DatabaseSync) {
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    let found = prepared.get(sql);
    if (found === undefined) {
      found = sqlite.prepare(sql);
      prepared.set(sql, found);
    }
    return found;
  };
  return {
    all: <Row>(sql: string, values: StoreValue[]) =>
      statement(sql)
        .all(...toSql(values))
        .map((row) => fromSql<Row>(row)),
    get: <Row>(sql: string, values: StoreValue[]) => {
      const row = statement(sql).get(...toSql(values));
      return row === undefined ? undefined : fromSql<Row>(row);
    },
    run: (sql: string, values: StoreValue[]) => Number(statement(sql).run(...toSql(values)).changes),
  };
}

async function* pagesOf<Row>(sqlite: DatabaseSync, sql: string, atOnce: number): AsyncGenerator<Row[]> {
  let page: Row[] = [];
  for (const row of sqlite.prepare(sql).iterate()) {
    page.push(fromSql<Row>(row));
    if (page.length < atOnce) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

async function transact<T>(sqlite: DatabaseSync, work: () => Promise<T>): Promise<T> {
  sqlite.exec('BEGIN IMMEDIATE');
  try {
    const result = await work();
    sqlite.exec('COMMIT');
    return result;
  } catch (error) {
    // A failed COMMIT (disk full) may already have rolled back.
    if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
    throw error;
  }
}
