import { join } from 'node:path';
import type { Pool } from 'pg';
import { DataFolderError, type Store } from './database/store.ts';
import type { Blobs } from './files/blobs.ts';
import { type DiskCalls, openFileStore } from './files/files.ts';
import type { BucketSettings } from './files/s3-settings.ts';
import { openOrSalvage } from './open-or-salvage.ts';
import { countJobs, freeAllJobs } from './packages/uploads.ts';
import { sweep, sweepExpired } from './sweep.ts';
import { sweepShared } from './sweep-shared.ts';

export interface StorageSettings {
  /** SQLite's database and the files, where these are not elsewhere; and what is under way. */
  readonly dataDir: string;
  /** Of a PostgreSQL database. */
  readonly database?: string | undefined;
  readonly bucket?: BucketSettings | undefined;
  /** How long a file that no row names is left alone where other processes may be at work. */
  readonly graceMs?: number | undefined;
  /** False leaves what no row names where it is. */
  readonly sweeps?: boolean;
  readonly disk?: DiskCalls | undefined;
}

export interface Storage {
  readonly db: Store;
  readonly files: Blobs;
  /** Where processes keep what they share besides; undefined where there is one process only. */
  readonly pool: Pool | undefined;
  /** Removes what nothing needs. `whileStopped` keeps the process's own jobs out of the way. */
  sweepNow(whileStopped: <T>(work: () => Promise<T>) => Promise<T>): Promise<void>;
  close(): Promise<void>;
}

/** Longer than any step between a file and its row. */
const GRACE_MS = 3_600_000;

/** Opens rows and files, each on its engine; what is asked for alone is loaded. */
export async function openStorage(settings: StorageSettings, onError: (error: unknown) => void): Promise<Storage> {
  const { dataDir, database, bucket, disk, graceMs = GRACE_MS } = settings;
  const shared = database !== undefined || bucket !== undefined;
  const local = await openFileStore(dataDir, { disk, shared });
  const { db, pool } = await openRows(settings, local, onError);
  try {
    const files = bucket === undefined ? local : await openBucket(local.tempDir, bucket);
    if (!db.shared) await freeAllJobs(db);
    if (!shared && settings.sweeps !== false) await sweep(db, local);
    return {
      ...{ db, files, pool },
      async sweepNow(whileStopped) {
        await pool?.query('DELETE FROM rate_limits WHERE expire <= $1', [Date.now()]);
        if (shared) {
          await local.removeOldTemps();
          return sweepShared(db, files, graceMs);
        }
        if ((await countJobs(db)) > 0) return;
        // A package that is being stored has its file before its row: a job that comes now waits for the sweep.
        await whileStopped(() => sweepExpired(db, files));
      },
      async close() {
        await files.close();
        await local.close();
        await db.close();
      },
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}

type Local = Awaited<ReturnType<typeof openFileStore>>;

async function openRows(
  { dataDir, database, bucket }: StorageSettings,
  local: Local,
  onError: (error: unknown) => void,
): Promise<{ db: Store; pool: Pool | undefined }> {
  if (database !== undefined) {
    const { openPostgresStore } = await import('./database/postgres-store.ts');
    const db = await openPostgresStore(database, onError);
    return { db, pool: db.pool };
  }
  const { db, notice } = await openOrSalvage(dataDir, bucket === undefined ? local : undefined);
  if (notice !== undefined) onError(new DataFolderError(notice));
  return { db, pool: undefined };
}

async function openBucket(tempDir: string, bucket: BucketSettings): Promise<Blobs> {
  const { openS3Blobs } = await import('./files/s3-blobs.ts');
  return openS3Blobs(join(tempDir, 'bucket'), bucket);
}
