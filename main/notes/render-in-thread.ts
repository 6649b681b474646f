import { Worker } from 'node:worker_threads';
import type { TextForm } from '../../preload/contract.ts';
import { renderNotes } from './render.ts';

export interface RenderTask {
  readonly markdown: string;
  readonly form: TextForm;
}

/** A text of this length is written at once, whatever is in it; a thread costs more. */
const SHORT = 4096;
/** A change log of twenty years takes a hundredth of it. */
const LONGEST_MS = 5000;

/**
 * What renderNotes writes, made in a thread of its own: Markdown of strangers can be made to take seconds, and these are nobody else's.
 * Undefined when it takes too long.
 */
export function renderNotesInThread(
  markdown: string,
  form: TextForm,
  longestMs: number = LONGEST_MS,
): Promise<string | undefined> {
  if (markdown.length <= SHORT) return Promise.resolve(renderNotes(markdown, form));
  const task: RenderTask = { markdown, form };
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./render-worker.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 8 },
    });
    const end = (written: string | undefined) => {
      clearTimeout(timer);
      void worker.terminate().then(() => resolve(written));
    };
    const timer = setTimeout(end, longestMs, undefined);
    worker.once('message', end);
    // Out of memory, which is as good as too long.
    worker.once('error', () => end(undefined));
  });
}
