import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test, vi } from 'vitest';

import { openProcessor, type Processor } from '../../../main/registry/processing/index.ts';
import { processArchive } from '../../../main/registry/processing/process-archive.ts';
import { craftZip } from './craft-zip.ts';
import { deflatedContent, good, ID } from './hostile-zip.ts';
import { expectTidy, filesIn, type Room, roomFor } from './run-zip.ts';

const WORKER = new URL('../../../main/registry/processing/worker.ts', import.meta.url);

function small() {
  return roomFor(craftZip([good]));
}

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
function underWay({ input }: Room) {
  return vi.waitUntil(() => filesIn(input.workDir).length > 0, { interval: 5, timeout: 20_000 });
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

test('a thread that throws in the middle is not given the next archive', async () => {
  const threads: Worker[] = [];
  const bad = new URL(
    'data:text/javascript,import { parentPort } from "node:worker_threads"; parentPort.once("message", () => { throw new Error("thrown") })',
  );
  const processor = openProcessor(() => {
    const thread = new Worker(threads.length === 0 ? bad : WORKER);
    threads.push(thread);
    return thread;
  });
  onTestFinished(() => processor.close());
  const [first, second] = await Promise.all([processor.run(small().input), processor.run(small().input)]);
  expect(first).toMatchObject({ status: 'failed_server', reason: expect.stringMatching(/thrown/) });
  expect(second).toMatchObject({ status: 'processed' });
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
