import { Worker } from 'node:worker_threads';
import { errorText } from '../../../preload/contract/error-text.ts';
import { SerialQueue } from '../../clock/index.ts';

import { describeFailure } from './failure.ts';
import type { ProcessingInput, ProcessingOutcome } from './outcome.ts';
import { removeParts } from './process-archive.ts';

/** Processes archives off the thread that serves requests, one at a time. */
export interface Processor {
  /** Never rejects. Aborting the signal ends it with `aborted`, as does closing the processor. */
  readonly run: (input: ProcessingInput, signal?: AbortSignal) => Promise<ProcessingOutcome>;
  readonly close: () => Promise<void>;
}

export type FromProcessor = ProcessingInput | 'stop';

/** A thread that does not hear `stop` for so long is ended. */
const TIMEOUT_MS = 5_000;
/** A thread without work gives its memory back. */
const IDLE_MS = 10_000;

// The job keeps little in the heap whatever the archive; a tight limit makes the collector tidy up early, and an archive
// that finds a way to outgrow it ends the thread, not the registry.
function startThread() {
  return new Worker(new URL('./worker.ts', import.meta.url), {
    name: 'processing',
    resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 },
  });
}

export function openProcessor(start: () => Worker = startThread): Processor {
  const closing = new AbortController();
  let thread: Worker | undefined;
  const queue = new SerialQueue();
  let retirement: NodeJS.Timeout | undefined;

  const discard = async (old: Worker | undefined): Promise<void> => {
    if (thread === old) thread = undefined;
    await old?.terminate();
  };

  const take = (): Worker => {
    clearTimeout(retirement);
    if (thread) return thread;
    const fresh = start();
    thread = fresh;
    // Its death is an outcome for who waits on it; without a listener it would end the process.
    fresh.on('error', () => discard(fresh)).on('exit', () => discard(fresh));
    return fresh;
  };

  const runNow = async (input: ProcessingInput, signal: AbortSignal): Promise<ProcessingOutcome> => {
    if (signal.aborted) return { status: 'aborted', reason: 'processing was stopped before it began' };
    try {
      const used = take();
      return await runOn(used, input, signal, () => discard(used));
    } catch (error) {
      return { status: 'failed_server', reason: describeFailure(error) };
    } finally {
      retirement = setTimeout(() => discard(thread), IDLE_MS);
      retirement.unref();
    }
  };

  return {
    run: (input, signal) => {
      const either = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      return queue.run(() => runNow(input, either));
    },
    close: async () => {
      closing.abort();
      await queue.idle();
      clearTimeout(retirement);
      await discard(thread);
    },
  };
}

async function runOn(
  thread: Worker,
  input: ProcessingInput,
  signal: AbortSignal,
  discard: () => void,
): Promise<ProcessingOutcome> {
  const ended = Promise.withResolvers<ProcessingOutcome | Error | number>();
  let deadline: NodeJS.Timeout | undefined;
  const onStop = () => {
    thread.postMessage('stop' satisfies FromProcessor);
    deadline = setTimeout(discard, TIMEOUT_MS);
  };
  thread.ref();
  thread.once('message', ended.resolve).once('error', ended.resolve).once('exit', ended.resolve);
  signal.addEventListener('abort', onStop, { once: true });
  thread.postMessage(input satisfies FromProcessor);
  try {
    const end = await ended.promise;
    if (typeof end === 'object' && 'status' in end) return end;
    await removeParts(input);
    if (signal.aborted) return { status: 'aborted', reason: 'processing was stopped before it was done' };
    const why = end instanceof Error ? errorText(end) : `exit code ${end}`;
    return { status: 'failed_server', reason: `the processing thread ended before it was done: ${why}` };
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener('abort', onStop);
    thread.off('message', ended.resolve).off('error', ended.resolve).off('exit', ended.resolve);
    thread.unref();
  }
}
