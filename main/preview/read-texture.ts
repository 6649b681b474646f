import { Worker } from 'node:worker_threads';
import type { Picture } from './dds/decode-level.ts';
import type { DdsFault } from './dds/header.ts';

export interface TextureTask {
  /** A file descriptor that stays open until the answer is there. */
  readonly handle: number;
  readonly size: number;
}

export type TextureAnswer = Picture | DdsFault | 'truncated' | 'too_slow';

/** The largest texture takes a tenth of it. */
const LONGEST_MS = 15_000;

/** Reads a DDS file in a thread of its own, which is ended when it takes too long. */
export function readTexture(task: TextureTask): Promise<TextureAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./texture-worker.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 },
    });
    const end = (settle: () => void) => {
      clearTimeout(timer);
      // The file must not be closed before nobody reads it any more.
      void worker.terminate().then(settle);
    };
    const timer = setTimeout(() => end(() => resolve('too_slow')), LONGEST_MS);
    worker.once('message', (answer: TextureAnswer) => end(() => resolve(answer)));
    worker.once('error', (error) => end(() => reject(error)));
  });
}
