import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryAfter, waitAfterLimit } from '../../../main/publish/client/retry-after.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');

test.each([
  ['fractions of a second', { 'retry-after': '2.345' }, 2345],
  ['whole seconds', { 'retry-after': '3' }, 3000],
  ['a date', { 'retry-after': 'Sat, 21 Nov 2026 10:00:07 GMT' }, 7000],
  [
    'the largest of all',
    { 'retry-after': '1.5', 'x-retry-after-global': '30', 'x-ratelimit-reset': '2026-11-21T10:00:04Z' },
    30_000,
  ],
  ['the reset as an ISO date', { 'retry-after': '0.1', 'x-ratelimit-reset': '2026-11-21T10:00:04.5Z' }, 4500],
  ['the reset as seconds left', { 'x-ratelimit-reset': '12' }, 12_000],
  ['the reset as seconds since 1970', { 'x-ratelimit-reset': String(NOW / 1000 + 9) }, 9000],
  [
    'a global window with requests left in it',
    { 'retry-after': '3', 'x-retry-after-global': '9.9', 'x-ratelimit-remaining-global': '12' },
    3000,
  ],
  ['a reset in the past', { 'x-ratelimit-reset': '2026-11-21T09:00:00Z' }, 0],
  [
    'a reset by the registry’s own clock',
    { date: 'Sun, 22 Nov 2026 10:00:00 GMT', 'x-ratelimit-reset': '2026-11-22T10:00:06Z' },
    6000,
  ],
  ['no word at all', {}, 3000],
  ['nonsense', { 'retry-after': 'soon', 'x-ratelimit-reset': '' }, 3000],
  ['a day, which nobody waits', { 'retry-after': '86400' }, 3_600_000],
  ['the first of several', { 'retry-after': ['4', '9'] }, 4000],
])('%s', (_name, headers, wait) => {
  expect(waitAfterLimit(headers, NOW)).toBe(wait);
});

test('other answers may say nothing', () => {
  expect(retryAfter({}, NOW)).toBeUndefined();
  expect(retryAfter({ 'retry-after': '0.5' }, NOW)).toBe(500);
});

test('whatever a header holds, the wait is a number one can wait', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (a, b, c) => {
      const wait = waitAfterLimit({ 'retry-after': a, 'x-retry-after-global': b, 'x-ratelimit-reset': c }, NOW);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(3_600_000);
      expect(Number.isInteger(wait)).toBe(true);
    }),
  );
});
