import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { onceAborted, untilAborted } from '../../../main/destinations/carriers/network.ts';

// A release has a hundred thousand files, and what each leaves behind on the one signal of all adds up.

test('all that wait for a cancel are one listener, and none when nobody waits', async () => {
  const { signal } = new AbortController();
  const ends: (() => void)[] = [];
  const waits = Array.from({ length: 100 }, () => untilAborted(signal, new Promise<void>((end) => ends.push(end))));
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  for (const end of ends.reverse()) end();
  await Promise.all(waits);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('whoever still waits is told, each once, and nobody who has gone', () => {
  const controller = new AbortController();
  const told: number[] = [];
  const forget = Array.from({ length: 9 }, (_, at) => onceAborted(controller.signal, () => told.push(at)));
  for (const at of [0, 4, 8, 4]) forget[at]?.();
  controller.abort();
  for (const gone of forget) gone();
  expect(told.sort()).toEqual([1, 2, 3, 5, 6, 7]);
});

test('a wait that is cancelled ends with the sentence of a cancel, whatever becomes of the work', async () => {
  const controller = new AbortController();
  const waits = [
    untilAborted(controller.signal, new Promise(() => {})),
    untilAborted(controller.signal, new Promise(() => {})),
  ];
  controller.abort();
  for (const wait of waits) await expect(wait).rejects.toMatchObject({ code: 'cancelled' });
  await expect(untilAborted(controller.signal, Promise.reject(new Error('late')))).rejects.toMatchObject({
    code: 'cancelled',
  });
});
