import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
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

/**
 * The notes of the versions that were published from here, a file for each package. `others`: folders that other shells of this
 * author write; they are only read.
 */
export function openKeptNotes(
  folder: string,
  onSetAside: (what: SetAside) => void = () => {},
  others: readonly string[] = [],
): NotesStore {
  const queue = new SerialQueue();

  function fileIn(where: string, packageId: string): string {
    return join(where, `${createHash('sha256').update(packageId).digest('hex').slice(0, 32)}.json`);
  }

  const fileOf = (packageId: string) => fileIn(folder, packageId);

  async function read(packageId: string): Promise<KeptNotes[]> {
    return (await readJsonOrSetAside(fileOf(packageId), fileSchema, onSetAside))?.notes ?? [];
  }

  async function readOthers(packageId: string): Promise<KeptNotes[]> {
    const found = await Promise.all(others.map((other) => readNotesOf(fileIn(other, packageId))));
    return found.flat();
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
      return lastOfEach([...(await read(packageId)), ...(await readOthers(packageId))]);
    },
    keep: (packageId, notes) => queue.run(() => write(packageId, notes)),
  };
}

/** What cannot be read is the other shell's to tell. */
async function readNotesOf(file: string): Promise<KeptNotes[]> {
  try {
    return fileSchema.parse(JSON.parse(await readFile(file, 'utf8'))).notes;
  } catch {
    return [];
  }
}

/** Newest first; of a version that was sent twice the notes it was sent with last. */
function lastOfEach(all: readonly KeptNotes[]): KeptNotes[] {
  const newest = [...all].sort((a, b) => b.at - a.at);
  return newest.filter(({ version }, at) => newest.findIndex((one) => one.version === version) === at);
}
