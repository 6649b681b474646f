import { DataFolderError, type Snapshot, type Statements, type Store, type StoreValue } from './database/store.ts';
import { TABLES } from './database/tables.ts';
import { freeAllJobs } from './packages/uploads.ts';

type Table = (typeof TABLES)[number];

/** Where the order in which rows came means something. */
const ORDER: Readonly<Partial<Record<Table, string>>> = {
  authors: 'ORDER BY created_at, rowid',
  uploads: 'ORDER BY sequence',
  jobs: 'ORDER BY queued_at, rowid',
  mails: 'ORDER BY id',
  audit: 'ORDER BY id',
};
/** Of its own to each engine. */
const NOT_COPIED = new Set(['rowid']);
const ROWS_AT_ONCE = 100;

/** Every row of one moment into an empty registry, all of them or none. Returns how many. */
export async function copyRows(from: Store, to: Store): Promise<number> {
  return from.snapshot((source) =>
    to.transaction(async (inside) => {
      if ((await inside.get('SELECT 1 FROM authors LIMIT 1')) !== undefined) {
        throw new DataFolderError('There is a registry already where this one should go. Name an empty place.');
      }
      let count = 0;
      for (const table of TABLES) count += await copyTable(source, inside, table);
      await freeAllJobs(inside);
      for (const statement of to.dialect.afterImport) await inside.get(statement);
      return count;
    }),
  );
}

/** A page at a time: a registry of many years does not fit into memory. */
async function copyTable(from: Snapshot, to: Statements, table: Table): Promise<number> {
  const found = await from.all<{ name: string }>(from.dialect.columnsOf, table);
  const columns = found.map(({ name }) => name).filter((name) => !NOT_COPIED.has(name));
  // It does not fit a JavaScript number; both engines take a text for it.
  const asked = columns.map((name) => (name === 'order_key' ? `CAST(${name} AS TEXT) AS ${name}` : name));
  const rows = `SELECT ${asked} FROM ${table} ${ORDER[table] ?? ''}`;
  let count = 0;
  for await (const page of from.pages<Record<string, StoreValue>>(rows, ROWS_AT_ONCE)) {
    const places = page.map(() => `(${columns.map(() => '?')})`);
    const values = page.flatMap((row) => columns.map((column) => row[column]));
    await to.run(`INSERT INTO ${table} (${columns}) VALUES ${places}`, ...values);
    count += page.length;
  }
  return count;
}
