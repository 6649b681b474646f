import { mkdir } from 'node:fs/promises';
import { MAX_UNPACKED_BYTES } from '../../protocol/index.ts';
import { openWorkerHealth } from './hosting/health.ts';
import { openProcessor } from './processing/index.ts';
import { openQueue, type RunProcessing } from './queue/index.ts';
import { openRehearsal } from './rehearsal.ts';
import { openStorage, type StorageSettings } from './storage/open-storage.ts';

export interface WorkOptions extends StorageSettings {
  /** Of the registry, for the links in mails. */
  readonly publicUrl: string;
  /** Of this machine's own interface, for health and metrics; 0, the default, takes a free one. */
  readonly operationsPort?: number | undefined;
  readonly onError: (error: unknown) => void;
  /** Tests put their own in place of it. */
  readonly run?: RunProcessing | undefined;
}

export interface Work {
  readonly operationsUrl: string;
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** A process that only works on what is uploaded. As many as wanted share one database; none listens but to its operator. */
export async function startWork(options: WorkOptions): Promise<Work> {
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const storage = await openStorage(options, options.onError);
  const processor = options.run === undefined ? openProcessor() : { run: options.run, close: async () => {} };
  const health = await openWorkerHealth(storage.db, options.operationsPort ?? 0);
  const queue = openQueue({
    db: storage.db,
    files: storage.files,
    // Nothing is rehearsed where many publish.
    rehearsal: openRehearsal(),
    run: processor.run,
    maxUnpackedBytes: MAX_UNPACKED_BYTES,
    baseUrl: () => options.publicUrl,
    onError: options.onError,
    onJobFinished: health.jobDone,
    works: true,
  });
  queue.wake();
  return {
    operationsUrl: health.url,
    idle: () => queue.idle(),
    async close() {
      health.stopping();
      await queue.close();
      await processor.close();
      await health.close();
      await storage.close();
    },
  };
}
