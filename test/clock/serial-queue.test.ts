import { expect, test } from 'vitest';
import { SerialQueue } from '../../main/clock/index.ts';

test('one thing is done after another, in the order asked', async () => {
  const queue = new SerialQueue();
  const told: string[] = [];
  let letGo = () => {};
  const first = queue.run(async () => {
    await new Promise<void>((go) => {
      letGo = go;
    });
    told.push('first');
    return 1;
  });
  const second = queue.run(() => {
    told.push('second');
    return 2;
  });
  await Promise.resolve();
  expect(told).toEqual([]);
  letGo();
  expect(await Promise.all([first, second])).toEqual([1, 2]);
  expect(told).toEqual(['first', 'second']);
});

test('a failure is told to who asked and holds up nobody', async () => {
  const queue = new SerialQueue();
  const failed = queue.run(() => Promise.reject(new Error('no')));
  const next = queue.run(() => 'next');
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('next');
});

test('idle waits for what was asked for by now, well or not', async () => {
  const queue = new SerialQueue();
  const told: string[] = [];
  queue.run(() => Promise.reject(new Error('no'))).catch(() => told.push('failed'));
  queue.run(async () => told.push('done'));
  await queue.idle();
  expect(told).toEqual(['failed', 'done']);
  await new SerialQueue().idle();
});
