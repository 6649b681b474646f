import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RoundRobin } from '../../../main/addon/session/round-robin.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('few are all called each time; many take turns, four at a time, and each is called', () => {
  const turns = new RoundRobin(1000);
  const called: number[] = [];
  const leave = [0, 1].map((name) => turns.join(() => called.push(name)));
  vi.advanceTimersByTime(2000);
  expect(called).toEqual([0, 1, 0, 1]);
  called.length = 0;
  leave.push(...[2, 3, 4, 5].map((name) => turns.join(() => called.push(name))));
  vi.advanceTimersByTime(3000);
  expect(called).toHaveLength(12);
  for (const name of [0, 1, 2, 3, 4, 5]) expect(called.filter((one) => one === name)).toHaveLength(2);
});

test('who leaves is not called again, also in the middle of a turn, and with nobody there is no timer', () => {
  const turns = new RoundRobin(1000);
  const called: string[] = [];
  const leave = turns.join(() => {
    called.push('first');
    leave();
  });
  const other = turns.join(() => called.push('other'));
  vi.advanceTimersByTime(3000);
  expect(called).toEqual(['first', 'other', 'other', 'other']);
  expect(vi.getTimerCount()).toBe(1);
  other();
  expect(vi.getTimerCount()).toBe(0);
});
