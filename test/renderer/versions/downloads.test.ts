import { expect, test } from 'vitest';
import { downloadsCsv } from '../../../main/app/handlers/downloads-csv.ts';
import { downloadsByDay, rowsForExport, twoPeriods } from '../../../renderer/versions/downloads-by-day.ts';

const HOUR = 3_600_000;
const NOW = new Date(2026, 10, 28, 12).getTime();
function back(days: number, downloads: number) {
  return { at: NOW - days * 24 * HOUR, downloads };
}

test('two weeks are told against the two before them', () => {
  const hours = [back(0, 3), back(13, 4), back(15, 20), back(27, 1), back(29, 100)];
  expect(twoPeriods(hours, NOW)).toEqual({ before: 21, latest: 7 });
  expect(downloadsByDay(hours, NOW).map(({ downloads }) => downloads)).toEqual([4, ...Array(12).fill(0), 3]);
});

test('an export has a line for each day and version, and nothing that a spreadsheet would run', () => {
  const rows = rowsForExport([
    { version: '1.1.0', hours: [back(0, 2), { ...back(0, 3), at: NOW - HOUR }, back(1, 1)] },
    { version: '1.0.0', hours: [] },
  ]);
  expect(rows).toEqual([
    { day: '2026-11-27', version: '1.1.0', downloads: 1 },
    { day: '2026-11-28', version: '1.1.0', downloads: 5 },
  ]);
  expect(downloadsCsv(rows)).toBe('day,version,downloads\r\n2026-11-27,1.1.0,1\r\n2026-11-28,1.1.0,5\r\n');
  expect(downloadsCsv([{ day: '=1+1', version: 'a"b,c', downloads: 0 }])).toContain(`'=1+1,"a""b,c",0`);
});
