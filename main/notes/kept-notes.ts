import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { type KeptNotes, keptNotesSchema } from '../../preload/contract/notes.ts';
import { SerialQueue } from '../clock/index.ts';
import { readJsonOrSetAside, type SetAside, writeFileDurably } from '../disk/index.ts';

const fileSchema = z.object({ version: z.literal(1), packageId: z.string(), notes: z.array(keptNotesSchema) });

export interface NotesStore {
  /** Newest first. */
  of(packageId: string): Promise<KeptNotes[]>;
  /** A version that was sent again has the notes it was sent with last. */
  keep(packageId: string, notes: KeptNotes): Promise<void>;
}

/** The notes of the versions that were published from here, a file for each package. */
export function openKeptNotes(folder: string, onSetAside: (what: SetAside) => void = () => {}): NotesStore {
  const queue = new SerialQueue();

  function fileOf(packageId: string): string {
    return join(folder, `${createHash('sha256').update(packageId).digest('hex').slice(0, 32)}.json`);
  }

  async function read(packageId: string): Promise<KeptNotes[]> {
    return (await readJsonOrSetAside(fileOf(packageId), fileSchema, onSetAside))?.notes ?? [];
  }

  async function write(packageId: string, added: KeptNotes): Promise<void> {
    const others = (await read(packageId)).filter(({ version }) => version !== added.version);
    const notes = [added, ...others].sort((a, b) => b.at - a.at);
    const text = `${JSON.stringify({ version: 1, packageId, notes }, null, 2)}\n`;
    await writeFileDurably(fileOf(packageId), text, 0o600);
  }

  return {
    async of(packageId) {
      await queue.idle();
      return read(packageId);
    },
    keep: (packageId, notes) => queue.run(() => write(packageId, notes)),
  };
}
