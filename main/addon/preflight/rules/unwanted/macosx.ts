import { message } from '../../../../../preload/messages/index.ts';
import { ignoreFix, patternFor } from '../../fixes-offered.ts';
import type { Rule } from '../../rule.ts';

export const macosx: Rule = {
  id: 'macosx',
  concerns: (path) => path.includes('__MACOSX'),
  check: ({ scan }) =>
    scan.entries
      .filter(({ path }) => path.includes('__MACOSX'))
      .map(({ path }) => ({
        severity: 'error' as const,
        path,
        message: message('macosx.inPath'),
        fix: ignoreFix(scan.root, patternFor(path)),
      })),
};
