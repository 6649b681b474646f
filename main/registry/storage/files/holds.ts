import { randomUUID } from 'node:crypto';
import type { Statements } from '../database/store.ts';
import type { Blobs } from './blobs.ts';

// Whoever copies a registry that serves holds its files: no process removes one that the rows of a moment ago may name.

/** A copy that died lets go after this time. */
const HOLD_MS = 600_000;

/** While the work lasts no file of the registry is removed. What was left lying is taken by a later sweep. */
export async function whileHeld<T>(db: Statements, work: () => Promise<T>): Promise<T> {
  const { now } = db.dialect;
  const id = randomUUID();
  const hold = () =>
    db.run(
      `INSERT INTO holds (id, until) VALUES (?, ${now} + ?) ON CONFLICT (id) DO UPDATE SET until = excluded.until`,
      ...[id, HOLD_MS],
    );
  await db.run(`DELETE FROM holds WHERE until < ${now}`);
  await hold();
  // One renewal that fails is followed by others before the time is over.
  const renewal = setInterval(() => void hold().catch(() => undefined), HOLD_MS / 10);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await db.run('DELETE FROM holds WHERE id = ?', id);
  }
}

export async function isHeld(db: Statements): Promise<boolean> {
  return (await db.get(`SELECT 1 FROM holds WHERE until >= ${db.dialect.now} LIMIT 1`)) !== undefined;
}

/** The zip of an upload that no row needs any more. */
export async function letGoOfUpload(db: Statements, files: Blobs, uploadId: string): Promise<void> {
  if (!(await isHeld(db))) await files.removeUpload(uploadId);
}
