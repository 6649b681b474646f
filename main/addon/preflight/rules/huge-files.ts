import type { Rule } from '../rule.ts';

const HUGE = 500 * 1024 * 1024;

export const hugeFiles: Rule = {
  id: 'huge-files',
  why: 'One huge file makes every update a huge download.',
  check: ({ scan }) =>
    scan.entries
      .filter(({ size }) => size >= HUGE)
      .map(({ path, size }) => ({
        severity: 'note' as const,
        path,
        message: `This file alone has ${Math.round(size / 1024 / 1024)} MB. Is it meant to be in the package?`,
      })),
};
