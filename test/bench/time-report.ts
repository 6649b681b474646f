import { readFileSync } from 'node:fs';

/** What `/usr/bin/time` is asked to write, for `readTimeReport`. */
export const TIME_FORMAT = ['-f', '%M %U %S'] as const;

/** The most memory that a program held and the processor time it used, as GNU time tells them. */
export function readTimeReport(path: string): { readonly peakMb: number; readonly cpuMs: number } {
  const line = readFileSync(path, 'utf8').trim().split('\n').at(-1) ?? '';
  const found = /^(\d+) (\d+\.\d+) (\d+\.\d+)$/.exec(line);
  if (found === null) throw new Error(`GNU time told no figures: "${line}"`);
  return { peakMb: Number(found[1]) / 1024, cpuMs: (Number(found[2]) + Number(found[3])) * 1000 };
}
