import { message } from '../../../../preload/messages/index.ts';
import { ignoreFix, patternFor } from '../fixes-offered.ts';
import type { Rule, RuleFinding } from '../rule.ts';

/** So many links are told one by one. */
const MOST_SINGLE = 3;

/** A framework of macOS alone has three or more of them. */
export const links: Rule = {
  id: 'links',
  check({ scan }) {
    const paths = scan.entries.filter(({ link }) => link !== undefined).map(({ path }) => path);
    const [first, ...others] = paths;
    if (first !== undefined && paths.length > MOST_SINGLE) {
      const finding: RuleFinding = {
        severity: 'error',
        path: first,
        also: others,
        key: 'several',
        message: message('links.several', paths.length),
        fix: ignoreFix(scan.root, ...paths.map(patternFor)),
      };
      return [finding];
    }
    return scan.entries
      .filter(({ link }) => link !== undefined)
      .map(({ path, link }) => ({
        severity: 'error' as const,
        path,
        message: message('links.link', link ?? ''),
        fix: ignoreFix(scan.root, patternFor(path)),
      }));
  },
};
