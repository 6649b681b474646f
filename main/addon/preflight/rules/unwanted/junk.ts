import { message } from '../../../../../preload/messages/index.ts';
import { builtInRuleFor } from '../../../ignore/built-in.ts';
import { ignoreFix } from '../../fixes-offered.ts';
import type { Rule } from '../../rule.ts';

const DELETED_BY_REGISTRY = new Set(['.ds_store', 'desktop.ini']);

/** Junk is ignored without asking; this is what an author brought back with a rule of their own. */
export const junk: Rule = {
  id: 'junk',
  check: ({ scan }) =>
    scan.entries.flatMap(({ path }) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const rule = builtInRuleFor(name);
      if (!rule || path.includes('__MACOSX')) return [];
      const deleted = DELETED_BY_REGISTRY.has(name.toLowerCase());
      return [
        {
          severity: 'warning' as const,
          path,
          message: deleted ? message('junk.deleted') : message('junk.unwanted', rule.reason),
          fix: ignoreFix(scan.root, rule.pattern),
        },
      ];
    }),
};
