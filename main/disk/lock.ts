import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';

// Several processes of one author change the same small files: the window, the terminal, eight of a CI job. A change that
// starts from what the file says now must be alone with it. SQLite's lock is freed however a process ends.

const LONGEST_WAIT_MS = 20_000;
const LOOK_AGAIN_MS = 15;

/** Does `work` while no other process does its own under the same lock. Where there can be no lock, it is done all the same. */
export function withLock<T>(path: string, work: () => T): T {
  const lock = acquire(path, LONGEST_WAIT_MS);
  try {
    return work();
  } finally {
    lock?.close();
  }
}

/** The same for work that takes turns of the loop, which go on meanwhile. */
export async function withLockAsync<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = await acquireInTurns(path);
  try {
    return await work();
  } finally {
    lock?.close();
  }
}

/** Takes a lock for as long as the caller likes, who gives it back by the call that comes back; undefined where somebody else has it. */
export function takeLock(path: string): (() => void) | undefined {
  try {
    let lock = acquire(path, 0);
    return () => {
      lock?.close();
      lock = undefined;
    };
  } catch (cause) {
    if (isBusy(cause)) return undefined;
    throw cause;
  }
}

async function acquireInTurns(path: string): Promise<DatabaseSync | undefined> {
  for (const end = Date.now() + LONGEST_WAIT_MS; Date.now() < end; await wait(LOOK_AGAIN_MS)) {
    try {
      return acquire(path, 0);
    } catch (cause) {
      if (!isBusy(cause)) throw cause;
    }
  }
  return acquire(path, 0);
}

function acquire(path: string, timeout: number): DatabaseSync | undefined {
  let database: DatabaseSync;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    database = new DatabaseSync(path, { timeout });
  } catch {
    // A folder that cannot be written: the change itself says so in better words.
    return undefined;
  }
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (cause) {
    database.close();
    if (isBusy(cause)) throw cause;
    return undefined;
  }
}

const SQLITE_BUSY = 5;

function isBusy(cause: unknown): boolean {
  return cause instanceof Error && 'errcode' in cause && cause.errcode === SQLITE_BUSY;
}
