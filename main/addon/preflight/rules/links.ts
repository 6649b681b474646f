import { message } from '../../../../preload/messages/index.ts';
import { ignoreFix, patternFor } from '../fixes-offered.ts';
import type { Rule } from '../rule.ts';

export const links: Rule = {
  id: 'links',
  check: ({ scan }) =>
    scan.entries
      .filter(({ link }) => link !== undefined)
      .map(({ path, link }) => ({
        severity: 'error' as const,
        path,
        message: message('links.link', link ?? ''),
        fix: ignoreFix(scan.root, patternFor(path)),
      })),
};
