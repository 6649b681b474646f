import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { openPostgresStore } from '../../../main/registry/storage/database/postgres-store.ts';
import { freePort } from '../../free-port.ts';
import { makeFolder } from '../../make-folder.ts';

// A PostgreSQL server of its own, on a free port of this machine, with everything it writes in a temporary folder.

const PLACES = '/usr/lib/postgresql';

function programs(): string | undefined {
  if (!existsSync(PLACES)) return undefined;
  const newest = readdirSync(PLACES).sort((a, b) => Number(b) - Number(a))[0];
  const folder = join(PLACES, newest ?? '', 'bin');
  return existsSync(join(folder, 'initdb')) ? folder : undefined;
}

/** It refuses to run as root, so it runs as the user its package made. */
interface Owner {
  readonly uid: number;
  readonly gid: number;
}

function owner(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  try {
    const id = (kind: string) =>
      Number(execFileSync('id', [kind, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

let told = false;

/** Why its tests cannot run here, printed once. For `describe.skipIf`. */
export function postgresMissing(): string | undefined {
  const there = programs() !== undefined && (process.getuid?.() !== 0 || owner() !== undefined);
  if (there) return undefined;
  const reason = 'skipped: PostgreSQL is not installed on this machine';
  if (!told) console.info(reason);
  told = true;
  return reason;
}

export interface Postgres {
  readonly url: string;
  /** The address of a new, empty database. */
  newDatabase(): Promise<string>;
  /** One with the tables of a registry and no rows: copied, where hundreds of tests would each run every migration. */
  newRegistryDatabase(): Promise<string>;
  /** Ends it as a crash would, and starts it again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Three times what the databases of the largest suite take. */
const ROOM = 2e9;

/** Linux's folder in memory where it has room: each database is hundreds of files, which a disk is slow to make and to take away. */
function placeForDatabases(): string {
  const inMemory = '/dev/shm';
  if (!existsSync(inMemory)) return tmpdir();
  const { bavail, bsize } = statfsSync(inMemory);
  return Math.min(bavail * bsize, process.availableMemory()) > ROOM ? inMemory : tmpdir();
}

export async function startPostgres(): Promise<Postgres> {
  const bin = programs() ?? '';
  const user = owner();
  const as = user ?? {};
  const folder = makeFolder('registry-postgres', placeForDatabases());
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'registry', '-N', '-E', 'UTF8'], {
    ...as,
    cwd: folder,
    stdio: 'pipe',
  });
  const port = await freePort();
  const base = `postgres://registry@127.0.0.1:${port}`;
  let server: ChildProcess;
  const start = async (): Promise<void> => {
    const settings = [
      'fsync=off',
      'max_connections=300',
      'shared_buffers=32MB',
      'max_wal_size=128MB',
      'dynamic_shared_memory_type=mmap',
    ].flatMap((one) => ['-c', one]);
    const words = ['-D', data, '-k', folder, '-h', '127.0.0.1', '-p', String(port), ...settings];
    server = spawn(join(bin, 'postgres'), words, { ...as, cwd: folder, stdio: 'ignore' });
    await isUp(`${base}/postgres`);
  };
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    // One that has ended by itself says so to nobody a second time.
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  };
  await start();
  const clean = (): void => {
    server.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', clean);
  const newDatabase = databasesAt(base);
  let migrated: Promise<string> | undefined;
  return {
    url: base,
    newDatabase,
    async newRegistryDatabase() {
      migrated ??= newDatabase().then(migrate);
      return newDatabase(await migrated);
    },
    async restart() {
      // Immediately: without a checkpoint, and whoever is connected loses the connection.
      await stop('SIGQUIT');
      await start();
    },
    async stop() {
      // Its data goes with it: hundreds of databases need not be written out first.
      await stop('SIGQUIT');
      process.off('exit', clean);
      // Of a database for each test there are tens of thousands of files: a busy disk took two minutes for them.
      spawn('rm', ['-rf', folder], { detached: true, stdio: 'ignore' }).unref();
    },
  };
}

/** Makes databases on a server that runs; they end with it, since taking one away makes it write all of them out. */
export function databasesAt(base: string): (template?: string) => Promise<string> {
  return async (template = 'template1') => {
    const name = `registry_${randomUUID().replaceAll('-', '')}`;
    await ask(`${base}/postgres`, `CREATE DATABASE ${name} TEMPLATE ${template}`);
    return `${base}/${name}`;
  };
}

/** Returns its name. Nobody may be connected to what is copied. */
async function migrate(url: string): Promise<string> {
  const store = await openPostgresStore(url, (error) => {
    throw error;
  });
  await store.close();
  return new URL(url).pathname.slice(1);
}

export async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const START_MS = 60_000;

async function isUp(url: string): Promise<void> {
  const until = Date.now() + START_MS;
  for (;;) {
    try {
      await ask(url, 'SELECT 1');
      return;
    } catch (cause) {
      if (Date.now() > until) throw cause;
      await delay(50);
    }
  }
}
