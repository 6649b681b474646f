import { mkdir } from 'node:fs/promises';
import { MAX_UNPACKED_BYTES } from '../../protocol/index.ts';
import { openProcessor } from './processing/index.ts';
import { openQueue, type RunProcessing } from './queue/index.ts';
import { openRehearsal } from './rehearsal.ts';
import { openStorage, type StorageSettings } from './storage/open-storage.ts';

export interface WorkOptions extends StorageSettings {
  /** Of the registry, for the links in mails. */
  readonly publicUrl: string;
  readonly onError: (error: unknown) => void;
  /** Tests put their own in place of it. */
  readonly run?: RunProcessing | undefined;
}

export interface Work {
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** A process that only works on what is uploaded. As many as wanted share one database; none listens anywhere. */
export async function startWork(options: WorkOptions): Promise<Work> {
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const storage = await openStorage(options, options.onError);
  const processor = options.run === undefined ? openProcessor() : { run: options.run, close: async () => {} };
  const queue = openQueue({
    db: storage.db,
    files: storage.files,
    // Nothing is rehearsed where many publish.
    rehearsal: openRehearsal(),
    run: processor.run,
    maxUnpackedBytes: MAX_UNPACKED_BYTES,
    baseUrl: () => options.publicUrl,
    onError: options.onError,
    onSettled: () => undefined,
    works: true,
  });
  queue.wake();
  return {
    idle: () => queue.idle(),
    async close() {
      await queue.close();
      await processor.close();
      await storage.close();
    },
  };
}
