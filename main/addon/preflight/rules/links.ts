import { ignoreFix, patternFor } from '../fixes-offered.ts';
import type { Rule } from '../rule.ts';

export const links: Rule = {
  id: 'links',
  why: 'Packages may not hold symbolic links: the version ends as failed_invalid_file_types.',
  check: ({ scan }) =>
    scan.entries
      .filter(({ link }) => link !== undefined)
      .map(({ path, link }) => ({
        severity: 'error' as const,
        path,
        message: `This is a link${link ? ` to ${link}` : ''}. Put the file itself here, or leave the link out.`,
        fix: ignoreFix(scan.root, patternFor(path)),
      })),
};
