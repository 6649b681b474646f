import { SerialQueue } from '../../clock/index.ts';
import { nextJob } from '../storage/uploads.ts';
import { openLoop } from './loop.ts';
import type { QueueOptions } from './options.ts';
import { runJob } from './run-job.ts';

export type { RunProcessing } from './options.ts';

/**
 * The jobs, one at a time in the order they came. They are rows of the database: one that was running when the
 * process died is still there at the next start and runs again.
 */
export type Queue = {
  wake(): void;
  /** Resolves when no job is left. */
  idle(): Promise<void>;
  /** Stops and leaves unfinished jobs for the next start. */
  close(): Promise<void>;
  /** Stops, does the work, and goes on; one such work at a time. */
  whileStopped<T>(work: () => Promise<T>): Promise<T>;
};

/** A full disk may keep even the outcome from being written; then the job waits and runs again. */
const AGAIN_AFTER_MS = 5_000;

export function openQueue(options: QueueOptions): Queue {
  const loop = openLoop({
    async doNext(stop) {
      const job = await nextJob(options.db);
      if (job !== null) await runJob(options, job, stop);
      return job !== null;
    },
    againAfterMs: AGAIN_AFTER_MS,
  });
  const resting = new SerialQueue();
  let closed = false;

  return {
    wake: loop.wake,
    idle: loop.idle,
    async close() {
      closed = true;
      await loop.halt();
      await resting.idle();
    },
    whileStopped(work) {
      return resting.run(async () => {
        await loop.halt();
        try {
          return await work();
        } finally {
          if (!closed) loop.resume();
        }
      });
    },
  };
}
