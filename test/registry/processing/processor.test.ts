import { once } from 'node:events';
import { watch } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';

import { openProcessor, type Processor, processArchive } from '../../../main/registry/processing/index.ts';
import { craftZip } from './craft-zip.ts';
import { deflatedContent, good, ID } from './hostile-zip.ts';
import { expectTidy, filesIn, type Room, roomFor } from './run-zip.ts';

const WORKER = new URL('../../../main/registry/processing/worker.ts', import.meta.url);

const small = () => roomFor(craftZip([good]));

/** Half a minute of work: 40 GB of zeros, 40 MB packed. */
function long(): Room {
  const zeros = deflatedContent(Buffer.alloc(50 * 1024 * 1024));
  const entries = Array.from({ length: 800 }, (_, index) => ({ ...zeros, name: `${ID}/${index}` }));
  return roomFor(craftZip(entries), { limits: { maxUnpackedBytes: Number.MAX_SAFE_INTEGER } });
}

function open(threads: Worker[] = []): Processor {
  const processor = openProcessor(() => {
    const thread = new Worker(WORKER);
    threads.push(thread);
    return thread;
  });
  onTestFinished(() => processor.close());
  return processor;
}

/** Resolves when the package file is being written. */
async function underWay({ input }: Room): Promise<void> {
  const seen = new AbortController();
  const watcher = watch(input.workDir, { signal: seen.signal });
  if (filesIn(input.workDir).length === 0) await once(watcher, 'change');
  seen.abort();
}

test('the thread answers as the function does', async () => {
  const processor = openProcessor();
  onTestFinished(() => processor.close());
  const { input, folder } = small();
  const outcome = await processor.run(input);
  expect(outcome).toMatchObject({ status: 'processed' });
  expectTidy(folder, outcome);
  expect(await processArchive(input)).toEqual(outcome);
});

test('several archives share one thread, in the order they came', async () => {
  const threads: Worker[] = [];
  const processor = open(threads);
  const finished: number[] = [];
  await Promise.all(
    [small(), small(), small()].map(async ({ input }, index) => {
      expect(await processor.run(input)).toMatchObject({ status: 'processed' });
      finished.push(index);
    }),
  );
  expect(finished).toEqual([0, 1, 2]);
  expect(threads).toHaveLength(1);
});

test('a thread that dies in the middle: failed_server, nothing left, and the next archive gets a new thread', async () => {
  const threads: Worker[] = [];
  const processor = open(threads);
  const room = long();
  const running = processor.run(room.input);
  await underWay(room);
  await threads[0]?.terminate();
  expect(await running).toMatchObject({ status: 'failed_server', reason: expect.stringMatching(/thread ended/) });
  expectTidy(room.folder, await running);
  expect(await processor.run(small().input)).toMatchObject({ status: 'processed' });
  expect(threads).toHaveLength(2);
});

test('a thread that cannot start: failed_server', async () => {
  const processor = openProcessor(() => new Worker(new URL('data:text/javascript,throw new Error("no thread")')));
  onTestFinished(() => processor.close());
  expect(await processor.run(small().input)).toMatchObject({
    status: 'failed_server',
    reason: expect.stringMatching(/no thread/),
  });
});

test('stopping in the middle ends at once and leaves nothing', async () => {
  const processor = open();
  const room = long();
  const stop = new AbortController();
  const running = processor.run(room.input, stop.signal);
  await underWay(room);
  stop.abort();
  expect(await running).toMatchObject({ status: 'aborted', reason: expect.stringMatching(/stopped/) });
  expectTidy(room.folder, await running);
  expect(await processor.run(small().input)).toMatchObject({ status: 'processed' });
});

test('a signal that is aborted already, and one that is aborted while the archive waits its turn', async () => {
  const processor = open();
  const room = long();
  const first = new AbortController();
  const second = new AbortController();
  expect(await processor.run(small().input, AbortSignal.abort())).toMatchObject({ status: 'aborted' });
  const running = processor.run(room.input, first.signal);
  const waiting = processor.run(small().input, second.signal);
  await underWay(room);
  second.abort();
  first.abort();
  expect(await running).toMatchObject({ status: 'aborted' });
  expect(await waiting).toMatchObject({ status: 'aborted', reason: expect.stringMatching(/before it began/) });
});

test('closing stops what runs and what waits', async () => {
  const processor = open();
  const room = long();
  const running = processor.run(room.input);
  const waiting = processor.run(small().input);
  await underWay(room);
  await processor.close();
  expect(await running).toMatchObject({ status: 'aborted' });
  expect(await waiting).toMatchObject({ status: 'aborted' });
  expectTidy(room.folder, await running);
});
