import { setTimeout as delay } from 'node:timers/promises';
import type { Client, ClientBase, Pool, PoolClient } from 'pg';
import { errorText } from '../../../../preload/contract/error-text.ts';
import { POSTGRES_MIGRATIONS } from './postgres-migrations.ts';
import {
  type Change,
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

const DIALECT: Dialect = {
  now: '(EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::BIGINT',
  nextUpload: `nextval('uploads_sequence')`,
  takeFree: 'FOR UPDATE SKIP LOCKED',
  columnsOf: `SELECT column_name AS name FROM information_schema.columns
    WHERE table_name = ? AND table_schema = current_schema() ORDER BY ordinal_position`,
  afterImport: [
    `SELECT setval(pg_get_serial_sequence('mails', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM mails), false)`,
    `SELECT setval(pg_get_serial_sequence('audit', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM audit), false)`,
    `SELECT setval('uploads_sequence', (SELECT COALESCE(MAX(sequence), 0) + 1 FROM uploads), false)`,
  ],
};

/** Of all registries that might migrate one database, one does. */
const MIGRATION_LOCK = 4_742_019;
const CONNECT_MS = 10_000;
const MOST_CONNECTIONS = 20;
const AGAIN_AFTER_MS = 1_000;

/** The pool is for what keeps tables of its own in the same database, such as the rate limits. */
export interface PostgresStore extends Store {
  readonly pool: Pool;
}

/** `steps` are this version's; a test stands in for the version before it with fewer of them. */
export async function openPostgresStore(
  url: string,
  onError: (error: unknown) => void,
  steps: readonly string[] = POSTGRES_MIGRATIONS,
): Promise<PostgresStore> {
  const { default: pg } = await import('pg');
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      numberParser(oid) ?? pg.types.getTypeParser(oid, format),
  };
  const settings = { connectionString: url, connectionTimeoutMillis: CONNECT_MS, keepAlive: true, types };
  const pool = new pg.Pool({ ...settings, max: MOST_CONNECTIONS });
  // A connection that dies while nobody uses it; the next question opens another one.
  pool.on('error', onError);
  try {
    await withConnection(pool, (client) => migrate(client, steps));
  } catch (error) {
    await pool.end();
    throw asStartError(error);
  }
  const listening = listenFor(() => new pg.Client(settings), onError);
  const snapshot: Store['snapshot'] = (work) => withConnection(pool, (client) => readAtOnce(client, work));
  return {
    ...statementsOver(pool),
    ...listening,
    ...{ snapshot, pool, engine: 'postgresql', shared: true, copyTo: noFile, close },
  };

  async function close(): Promise<void> {
    await listening.stop();
    await pool.end();
  }
}

async function noFile(): Promise<never> {
  throw new Error('A PostgreSQL database is no file. Use registry migrate, or pg_dump.');
}

/** Whole numbers arrive as numbers; those that do not fit one are asked for as text. */
function numberParser(oid: number): ((text: string) => number) | undefined {
  const INT8 = 20;
  const NUMERIC = 1700;
  return oid === INT8 || oid === NUMERIC ? Number : undefined;
}

/** The pool itself drops a connection that has ended. */
async function withConnection<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // Without a listener it would end the process; the question under way fails by it and says so.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  try {
    return await work(client);
  } finally {
    client.off('error', ignore);
    client.release();
  }
}

/** Every step since this one only adds (a test reads them), so this version works on tables of a later one too. */
const READABLE_FROM = 2;

async function migrate(client: ClientBase, steps: readonly string[]): Promise<void> {
  await client.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
  try {
    await client.query('CREATE TABLE IF NOT EXISTS registry_format (format INTEGER NOT NULL)');
    await client.query('ALTER TABLE registry_format ADD COLUMN IF NOT EXISTS readable_from INTEGER');
    const { rows } = await client.query(
      'SELECT MAX(format) AS format, MAX(readable_from) AS oldest FROM registry_format',
    );
    const found = Number(rows[0]?.format ?? 0);
    // Whoever made the tables says who may still use them: while machines are upgraded one after another, both do.
    if (found > steps.length && steps.length < Number(rows[0]?.oldest ?? found))
      throw writtenByNewer(found, steps.length);
    for (const [index, step] of steps.entries()) {
      if (index < found) continue;
      // Several statements in one message are one transaction.
      await client.query(`${step}; INSERT INTO registry_format VALUES (${index + 1}, ${READABLE_FROM})`);
    }
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`);
  }
}

function asStartError(error: unknown): unknown {
  if (error instanceof DataFolderError) return error;
  // The address is left out: it may hold a password.
  return new DataFolderError(`The database cannot be opened: ${errorText(error)}`);
}

const numbered = new Map<string, string>();

/** PostgreSQL numbers what stands for a value. */
function withNumbers(sql: string): string {
  let text = numbered.get(sql);
  if (text === undefined) {
    let count = 0;
    text = sql.replace(/\?/g, () => `$${++count}`);
    numbered.set(sql, text);
  }
  return text;
}

type Queryable = Pick<ClientBase, 'query'>;

function plainStatements(on: Queryable): Omit<Statements, 'transaction'> {
  return {
    dialect: DIALECT,
    all: async <Row>(sql: string, ...values: StoreValue[]) =>
      (await on.query(withNumbers(sql), toSql(values))).rows.map((row) => fromSql<Row>(row)),
    get: async <Row>(sql: string, ...values: StoreValue[]) => {
      const [row] = (await on.query(withNumbers(sql), toSql(values))).rows;
      return row === undefined ? undefined : fromSql<Row>(row);
    },
    run: async (sql, ...values) => (await on.query(withNumbers(sql), toSql(values))).rowCount ?? 0,
  };
}

function statementsOver(pool: Pool): Statements {
  return {
    ...plainStatements(pool as Queryable),
    async transaction(work) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await withConnection(pool, (client) => transact(client, work));
        } catch (error) {
          if (!isWorthAgain(error) || tries >= MOST_TRIES) throw error;
          await delay(Math.random() * 10 * tries);
        }
      }
    },
  };
}

const MOST_TRIES = 30;

async function transact<T>(client: ClientBase, work: (inside: Statements) => Promise<T>): Promise<T> {
  const inside: Statements = { ...plainStatements(client), transaction: (part) => part(inside) };
  await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
  try {
    const result = await work(inside);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function readAtOnce<T>(client: ClientBase, work: (inside: Snapshot) => Promise<T>): Promise<T> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    return await work({ ...plainStatements(client), pages: (sql, atOnce) => pagesOf(client, sql, atOnce) });
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
  }
}

async function* pagesOf<Row>(client: ClientBase, sql: string, atOnce: number): AsyncGenerator<Row[]> {
  await client.query(`DECLARE pages NO SCROLL CURSOR FOR ${sql}`);
  for (;;) {
    const { rows } = await client.query(`FETCH ${atOnce} FROM pages`);
    if (rows.length > 0) yield rows.map((row) => fromSql<Row>(row));
    if (rows.length < atOnce) break;
  }
  await client.query('CLOSE pages');
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * Another transaction came in its way: 40001 and 40P01 say so; a value that should be unique (23505) was written by
 * another one after this one had looked, and the next look finds it.
 */
function isWorthAgain(error: unknown): boolean {
  return ['40001', '40P01', '23505'].includes(codeOf(error) ?? '');
}

type Listening = Pick<Store, 'onChange'> & { stop(): Promise<void> };

/** A connection that only hears. When it is lost, anything may have happened until the next one stands. */
function listenFor(connect: () => Client, onError: (error: unknown) => void): Listening {
  const listeners: ((change: Change) => void)[] = [];
  const stopped = new AbortController();
  const halted = new Promise<void>((resolve) => stopped.signal.addEventListener('abort', () => resolve()));
  let current: Client | undefined;
  const tell = (change: Change): void => {
    for (const listener of listeners) listener(change);
  };
  const listen = async (): Promise<void> => {
    const client = connect();
    current = client;
    const lost = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
    });
    client.on('notification', ({ payload }) => tell(changeOf(payload ?? '')));
    try {
      // A connection that is ended before it stands never says so.
      await Promise.race([client.connect(), halted]);
      if (stopped.signal.aborted) return;
      await client.query('LISTEN registry');
      tell({ kind: 'all' });
      await lost;
    } catch (error) {
      if (!stopped.signal.aborted) onError(error);
    }
    await client.end().catch(() => undefined);
  };
  const run = (async () => {
    while (!stopped.signal.aborted) {
      await listen();
      await delay(AGAIN_AFTER_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  })();
  return {
    onChange: (listener) => void listeners.push(listener),
    async stop() {
      stopped.abort();
      await current?.end().catch(() => undefined);
      await run;
    },
  };
}

function changeOf(payload: string): Change {
  if (payload === 'job') return { kind: 'job' };
  return payload.startsWith('package ') ? { kind: 'package', id: payload.slice('package '.length) } : { kind: 'all' };
}
