import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { SerialQueue } from '../../clock/index.ts';
import { countJobs, takeJob } from '../storage/packages/uploads.ts';
import { openLoop } from './loop.ts';
import type { QueueOptions } from './options.ts';
import { runJob } from './run-job.ts';

export type { RunProcessing } from './options.ts';

/**
 * The jobs, one at a time in the order they came. They are rows of the database, taken by a lease: one that was running
 * when the process died runs again, at the next start or in another process as soon as the lease has run out.
 */
export interface Queue {
  wake(): void;
  /** Resolves when no job is left. */
  idle(): Promise<void>;
  /** Stops and leaves unfinished jobs for the next start. */
  close(): Promise<void>;
  /** Stops, does the work, and goes on; one such work at a time. */
  whileStopped<T>(work: () => Promise<T>): Promise<T>;
}

/** A full disk may keep even the outcome from being written; then the job waits and runs again. */
const AGAIN_AFTER_MS = 5_000;
const LOOK_EVERY_MS = 5_000;
const IDLE_LOOK_MS = 50;

export function openQueue(options: QueueOptions): Queue {
  const loop = openLoop({
    async doNext(stop) {
      if (!options.works) return false;
      const job = await takeJob(options.db, randomUUID());
      if (job !== undefined) await runJob(options, job, stop);
      return job !== undefined;
    },
    againAfterMs: AGAIN_AFTER_MS,
  });
  const resting = new SerialQueue();
  // Nobody tells of a lease that has run out.
  const looking = options.db.shared ? setInterval(loop.wake, LOOK_EVERY_MS).unref() : undefined;
  options.db.onChange((change) => {
    if (change.kind !== 'package') loop.wake();
  });
  let closed = false;

  return {
    wake: loop.wake,
    async idle() {
      await loop.idle();
      // Others may be at work on some.
      while (options.db.shared && !closed && (await countJobs(options.db)) > 0) {
        await delay(IDLE_LOOK_MS);
        await loop.idle();
      }
    },
    async close() {
      closed = true;
      clearInterval(looking);
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
