import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { TABLES } from './tables.ts';

/** Columns that hold JSON, and what stands there when it cannot be read. */
const JSON_COLUMNS = [
  ['versions', 'notes'],
  ['versions', 'dependencies'],
  ['versions', 'incompatibilities'],
] as const;

/** Copies every row that can still be read out of a damaged database, and returns how many. */
export function salvageRows(damaged: string, fresh: string): number {
  let old: DatabaseSync;
  try {
    old = new DatabaseSync(damaged);
  } catch {
    return 0;
  }
  const into = new DatabaseSync(fresh, { enableForeignKeyConstraints: false });
  try {
    into.exec('BEGIN IMMEDIATE');
    for (const table of TABLES) copyTable(old, table, into);
    dropUnsound(into);
    const kept = TABLES.reduce((sum, table) => sum + countRows(into, table), 0);
    into.exec('COMMIT');
    return kept;
  } finally {
    into.close();
    closeQuietly(old);
  }
}

/** From the front to the first bad page, and from the back to the last. */
function copyTable(old: DatabaseSync, table: string, into: DatabaseSync): void {
  const columns = columnsOf(into, table).filter(isIn(old, table));
  const insert = into.prepare(`INSERT OR IGNORE INTO ${table} (${columns}) VALUES (${columns.map(() => '?')})`);
  for (const order of ['', 'ORDER BY rowid DESC']) {
    try {
      const rows = old.prepare(`SELECT ${columns} FROM ${table} ${order}`);
      rows.setReadBigInts(true);
      for (const row of rows.iterate())
        insertRow(
          insert,
          columns.map((column) => row[column] ?? null),
        );
    } catch {
      // What lies behind the damage cannot be reached from this end.
    }
  }
}

function columnsOf(db: DatabaseSync, table: string): string[] {
  return db
    .prepare(`SELECT name FROM pragma_table_info('${table}')`)
    .all()
    .map(({ name }) => String(name));
}

/** The damaged one may be of an older format. When even that cannot be read, all are tried. */
function isIn(old: DatabaseSync, table: string): (column: string) => boolean {
  try {
    const known = columnsOf(old, table);
    return (column) => known.includes(column);
  } catch {
    return () => true;
  }
}

function insertRow(insert: StatementSync, values: SQLInputValue[]): void {
  try {
    insert.run(...values);
  } catch {
    // A row whose values are not of their kind any more.
  }
}

/** Rows that name what is lost, and texts that cannot be read, would fail later on. */
function dropUnsound(into: DatabaseSync): void {
  into.exec('DELETE FROM tokens WHERE NOT json_valid(packages)');
  for (const [table, column] of JSON_COLUMNS) {
    into.exec(`UPDATE ${table} SET ${column} = '[]' WHERE NOT json_valid(${column})`);
  }
  into.exec(`DELETE FROM tokens WHERE author_id NOT IN (SELECT id FROM authors)`);
  into.exec(`DELETE FROM packages WHERE author_id NOT IN (SELECT id FROM authors)`);
  into.exec(`DELETE FROM versions WHERE package_id NOT IN (SELECT id FROM packages)`);
  for (const table of ['downloads', 'uploads', 'links']) {
    into.exec(`DELETE FROM ${table} WHERE (package_id, version) NOT IN (SELECT package_id, version FROM versions)`);
  }
  into.exec(`DELETE FROM jobs WHERE upload_id NOT IN (SELECT id FROM uploads)`);
  for (const table of ['verifications', 'mails', 'team_members', 'package_members', 'package_transfers']) {
    into.exec(`DELETE FROM ${table} WHERE author_id NOT IN (SELECT id FROM authors)`);
  }
  for (const table of ['package_members', 'package_teams', 'package_transfers']) {
    into.exec(`DELETE FROM ${table} WHERE package_id NOT IN (SELECT id FROM packages)`);
  }
  for (const table of ['team_members', 'package_teams']) {
    into.exec(`DELETE FROM ${table} WHERE team_id NOT IN (SELECT id FROM teams)`);
  }
}

function countRows(db: DatabaseSync, table: string): number {
  return Number(db.prepare(`SELECT COUNT(*) AS n FROM ${table}`).get()?.n ?? 0);
}

function closeQuietly(old: DatabaseSync): void {
  try {
    old.close();
  } catch {
    // A damaged database may not even close.
  }
}
