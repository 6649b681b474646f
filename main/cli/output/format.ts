import type { Progress, Severity } from '../../../preload/contract.ts';
import { say } from './say.ts';

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

export function bytes(count: number): string {
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const number = unit === 0 || value >= 100 ? `${Math.round(value)}` : value.toFixed(1);
  return `${number.replace('.', say().frame.decimal)} ${UNITS[unit]}`;
}

export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.max(0, Math.round(seconds))} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${Math.round(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `packing  [########----] 62 %  1.2 GB of 1.9 GB  88 MB/s  8 s left` */
export function progressLine(progress: Omit<Progress, 'id'>): string {
  const { phase, done, total, bytesPerSecond, etaSeconds } = progress;
  const { frame, progress: phases } = say();
  const words: Readonly<Record<string, string>> = phases;
  const parts = [(words[phase] ?? phase).padEnd(10)];
  if (total !== null && total > 0) {
    const share = Math.min(1, done / total);
    const full = Math.round(share * 20);
    parts.push(
      `[${'#'.repeat(full)}${'-'.repeat(20 - full)}] ${Math.floor(share * 100)} %`,
      frame.of(bytes(done), bytes(total)),
    );
  } else if (done > 0) parts.push(bytes(done));
  if (bytesPerSecond !== null && bytesPerSecond > 0) parts.push(`${bytes(bytesPerSecond)}/s`);
  if (etaSeconds !== null) parts.push(frame.left(duration(etaSeconds)));
  return parts.join('  ');
}

/** Columns as wide as their widest cell, the last one free. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  return rows.map((row) =>
    row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  '),
  );
}

/** `2 errors, 1 warning, 0 notes`. */
export function countsLine({ error, warning, note }: Readonly<Record<Severity, number>>): string {
  const { errors, warnings, notes } = say().count;
  return [errors(error), warnings(warning), notes(note)].join(', ');
}
