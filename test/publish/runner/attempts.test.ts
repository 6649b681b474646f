import { expect, test } from 'vitest';
import type { KeptAttempt } from '../../../main/publish/journal/index.ts';
import { endAttempt, withAttempt } from '../../../main/publish/runner/attempts.ts';

function attempt(number: number, change: Partial<KeptAttempt> = {}): KeptAttempt {
  return {
    number,
    startedAt: number,
    endedAt: number + 1,
    route: 'upload',
    httpStatus: 204,
    code: null,
    bytesSent: 0,
    outcome: 'received',
    ...change,
  };
}

function numbers(attempts: readonly KeptAttempt[]) {
  return attempts.map(({ number }) => number);
}

test('a question that is answered as the one before moves its end; any other is a row of its own', () => {
  const asked = attempt(1, { route: 'status', outcome: 'processing' });
  expect(withAttempt([asked], attempt(2, { route: 'status', outcome: 'processing' }))).toEqual([
    { ...asked, endedAt: 3 },
  ]);
  expect(withAttempt([asked], attempt(2, { route: 'status', outcome: 'processed' }))).toHaveLength(2);
  expect(withAttempt([attempt(1)], attempt(2))).toHaveLength(2);
  expect(withAttempt([asked], attempt(2, { outcome: 'processing' }))).toHaveLength(2);
  expect(withAttempt([attempt(1, { outcome: 'processing' })], asked)).toHaveLength(2);
  expect(withAttempt([], asked)).toEqual([asked]);
});

test('of very many attempts the first and the latest are kept', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => attempt(at + 1));
  expect(withAttempt(hundred.slice(0, 99), attempt(100))).toHaveLength(100);
  const kept = numbers(withAttempt(hundred, attempt(101)));
  expect(kept).toEqual([...numbers(hundred.slice(0, 20)), ...numbers(hundred.slice(21)), 101]);
});

test('the attempt that is under way gets its end, and no other', () => {
  const open = attempt(2, { endedAt: null });
  const ended = endAttempt([attempt(1), open, attempt(3)], { endedAt: 9, outcome: 'lost' });
  expect(ended).toEqual([attempt(1), { ...open, endedAt: 9, outcome: 'lost' }, attempt(3)]);
  expect(endAttempt([attempt(1)], { endedAt: 9 })).toEqual([attempt(1)]);
  const two = [attempt(1, { endedAt: null }), attempt(2, { endedAt: null })];
  expect(endAttempt(two, { endedAt: 9 }).map(({ endedAt }) => endedAt)).toEqual([null, 9]);
});
