import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type ReleaseDraft, releaseDraftSchema } from '../../preload/contract.ts';
import { SerialQueue } from '../clock/index.ts';
import { readJsonOrSetAside, type SetAside, writeFileDurably } from '../disk/index.ts';

const draftFileSchema = z.object({
  version: z.literal(1),
  addonId: z.string(),
  connectionId: z.string(),
  draft: releaseDraftSchema,
});

/** Release forms as far as they were typed: one file each, so that hours of typing never hang on one big file. */
export interface Drafts {
  get(addonId: string, connectionId: string): Promise<ReleaseDraft | undefined>;
  keep(addonId: string, connectionId: string, draft: ReleaseDraft): Promise<void>;
  drop(addonId: string, connectionId: string): Promise<void>;
  /** Resolves when everything that was handed over by now is on the disk, or could not be put there. */
  settled(): Promise<void>;
}

export function openDrafts(folder: string, onSetAside: (what: SetAside) => void): Drafts {
  /** Each draft is read and written as it was last asked for. */
  const queue = new SerialQueue();

  const fileOf = (addonId: string, connectionId: string): string =>
    join(folder, `${createHash('sha256').update(`${addonId}\n${connectionId}`).digest('hex').slice(0, 32)}.json`);

  return {
    async get(addonId, connectionId) {
      const file = fileOf(addonId, connectionId);
      await queue.idle();
      return (await readJsonOrSetAside(file, draftFileSchema, onSetAside))?.draft;
    },
    keep(addonId, connectionId, draft) {
      const file = fileOf(addonId, connectionId);
      const text = `${JSON.stringify({ version: 1, addonId, connectionId, draft }, null, 2)}\n`;
      return queue.run(() => writeFileDurably(file, text, 0o600));
    },
    drop(addonId, connectionId) {
      const file = fileOf(addonId, connectionId);
      return queue.run(() => rm(file, { force: true }));
    },
    settled: () => queue.idle(),
  };
}
