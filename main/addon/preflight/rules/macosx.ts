import { ignoreFix, patternFor } from '../fixes-offered.ts';
import type { Rule } from '../rule.ts';

export const macosx: Rule = {
  id: 'macosx',
  why: 'The registry searches all paths for the text __MACOSX and then unpacks differently: a good archive ends as failed_macosx or failed_no_file_dir.',
  concerns: (path) => path.includes('__MACOSX'),
  check: ({ scan }) =>
    scan.entries
      .filter(({ path }) => path.includes('__MACOSX'))
      .map(({ path }) => ({
        severity: 'error' as const,
        path,
        message: 'The path holds the text __MACOSX. Rename it or leave it out.',
        fix: ignoreFix(scan.root, patternFor(path)),
      })),
};
