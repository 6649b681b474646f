import { parentPort } from 'node:worker_threads';

import { processArchive } from './process-archive.ts';
import type { FromProcessor } from './processor.ts';

// The thread behind openProcessor: one archive at a time, each answered by its outcome.

let stop = new AbortController();

parentPort?.on('message', async (message: FromProcessor) => {
  if (message === 'stop') return stop.abort();
  stop = new AbortController();
  parentPort?.postMessage(await processArchive(message, { signal: stop.signal }));
});
