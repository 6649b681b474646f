import { message } from '../../../../../preload/messages/index.ts';
import type { Rule } from '../../rule.ts';

const HUGE = 500 * 1024 * 1024;

export const hugeFiles: Rule = {
  id: 'huge-files',
  check: ({ scan }) =>
    scan.entries
      .filter(({ size }) => size >= HUGE)
      .map(({ path, size }) => ({
        severity: 'note' as const,
        path,
        message: message('huge-files.huge', Math.round(size / 1024 / 1024)),
      })),
};
