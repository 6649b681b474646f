import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type ReleaseDraft, releaseDraftSchema } from '../../preload/contract.ts';
import { readJsonOrSetAside, type SetAside, writeFileDurably } from '../disk/index.ts';

const draftFileSchema = z.object({
  version: z.literal(1),
  addonId: z.string(),
  connectionId: z.string(),
  draft: releaseDraftSchema,
});

/** Release forms as far as they were typed: one file each, so that hours of typing never hang on one big file. */
export type Drafts = {
  get(addonId: string, connectionId: string): Promise<ReleaseDraft | null>;
  keep(addonId: string, connectionId: string, draft: ReleaseDraft): Promise<void>;
  drop(addonId: string, connectionId: string): Promise<void>;
  /** Resolves when everything that was handed over by now is on the disk, or could not be put there. */
  settled(): Promise<void>;
};

export function openDrafts(folder: string, onSetAside: (what: SetAside) => void): Drafts {
  const writes = new Map<string, Promise<void>>();

  const fileOf = (addonId: string, connectionId: string): string =>
    join(folder, `${createHash('sha256').update(`${addonId}\n${connectionId}`).digest('hex').slice(0, 32)}.json`);

  /** Writes to one draft happen in the order they were asked for. */
  function inOrder(file: string, act: () => Promise<void>): Promise<void> {
    const next = (writes.get(file) ?? Promise.resolve()).catch(() => {}).then(act);
    writes.set(file, next);
    const forget = (): void => {
      if (writes.get(file) === next) writes.delete(file);
    };
    next.then(forget, forget);
    return next;
  }

  return {
    async get(addonId, connectionId) {
      const file = fileOf(addonId, connectionId);
      await writes.get(file)?.catch(() => {});
      return (await readJsonOrSetAside(file, draftFileSchema, onSetAside))?.draft ?? null;
    },
    keep(addonId, connectionId, draft) {
      const file = fileOf(addonId, connectionId);
      const text = `${JSON.stringify({ version: 1, addonId, connectionId, draft }, null, 2)}\n`;
      return inOrder(file, () => writeFileDurably(file, text, 0o600));
    },
    drop(addonId, connectionId) {
      const file = fileOf(addonId, connectionId);
      return inOrder(file, () => rm(file, { force: true }));
    },
    async settled() {
      await Promise.allSettled(writes.values());
    },
  };
}
