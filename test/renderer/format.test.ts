import { expect, test } from 'vitest';
import { plural } from '../../preload/messages/plural.ts';
import {
  formatBytes,
  formatBytesChange,
  formatBytesOf,
  formatPercent,
  formatRate,
} from '../../renderer/format/numbers.ts';
import { formatCountdown, formatDuration, formatMilliseconds } from '../../renderer/format/time.ts';
import { progressFigures } from '../../renderer/submissions/figures.ts';

function plain(text: string) {
  return text.replaceAll(/[\u00a0\u202f]/g, ' ');
}

test('sizes have three figures and the unit that keeps them small', () => {
  expect([0, 1, 999, 1000, 66_000_000, 999_600, 1_840_000_000].map(formatBytes).map(plain)).toEqual([
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1 kB',
    '66 MB',
    '1 MB',
    '1.84 GB',
  ]);
  expect([formatBytesChange(12_000), formatBytesChange(-12_000)].map(plain)).toEqual(['+12 kB', '−12 kB']);
});

test('what is done is told in the unit of the whole, so that only figures move', () => {
  expect(formatBytesOf(41_200_000, 66_000_000)).toEqual({ done: '41.2', total: '66.0 MB' });
  expect(formatBytesOf(900, 66_000_000)).toEqual({ done: '0.0', total: '66.0 MB' });
});

test('a percentage is not 100 before the end', () => {
  expect([0, 0.629, 0.9999, 1, 7, -1].map(formatPercent)).toEqual(['0%', '62%', '99%', '100%', '100%', '0%']);
});

test('rates, durations and countdowns', () => {
  expect(plain(formatRate(8_100_000))).toBe('8.1 MB/s');
  expect([3, 130, 3900, -1].map(formatDuration)).toEqual(['3s', '2m 10s', '1h 5m', '0s']);
  expect([1.4, 87, 999, 1234].map(formatMilliseconds).map(plain)).toEqual(['1 ms', '87 ms', '999 ms', '1.2 s']);
  expect([0.2, 41, 61, -3].map(formatCountdown)).toEqual(['0:01', '0:41', '1:01', '0:00']);
});

test('only what is known is in the figures', () => {
  const unknown = { id: 'x', phase: 'sending', done: 0, total: null, bytesPerSecond: null, etaSeconds: null };
  expect(progressFigures(unknown)).toEqual([]);
  expect(
    progressFigures({ ...unknown, done: 41_200_000, total: 66_000_000, bytesPerSecond: 8_100_000, etaSeconds: 3 }),
  ).toEqual(['41.2 of 66.0 MB', '8.1 MB/s', '3s left']);
});

test('plural forms', () => {
  const forms = { one: '# file', other: '# files' };
  expect([0, 1, 2, 1234].map((count) => plural(count, forms))).toEqual(['0 files', '1 file', '2 files', '1,234 files']);
});
