import { mkdir } from 'node:fs/promises';
import { type Copied, copyFiles } from './copy-files.ts';
import { copyRows } from './storage/copy-rows.ts';
import { openStorage, type StorageSettings } from './storage/open-storage.ts';

export interface Migration extends Copied {
  readonly rows: number;
}

/**
 * A whole registry from one place into an empty other one, on whatever engines. Files come first and rows last, in one
 * transaction: until then there is no registry in the new place, and whoever begins again goes on with the files that
 * are missing. Every package is compared with its hash. Nobody may serve either of them meanwhile.
 */
export async function migrateRegistry(from: StorageSettings, to: StorageSettings): Promise<Migration> {
  for (const { dataDir } of [from, to]) await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const source = await openStorage({ ...from, sweeps: false }, () => undefined);
  try {
    const target = await openStorage({ ...to, sweeps: false }, () => undefined);
    try {
      const copied = await copyFiles(source, target.files);
      return { ...copied, rows: await copyRows(source.db, target.db) };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
