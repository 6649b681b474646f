import { builtInRuleFor } from '../../ignore/built-in.ts';
import { ignoreFix } from '../fixes-offered.ts';
import type { Rule } from '../rule.ts';

const DELETED_BY_REGISTRY = new Set(['.ds_store', 'desktop.ini']);

/** Junk is ignored without asking; this is what an author brought back with a rule of their own. */
export const junk: Rule = {
  id: 'junk',
  why: 'Leftovers of the operating system and of editors make downloads bigger and tell users nothing.',
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
          message: deleted
            ? 'The registry deletes this file without a word; better leave it out.'
            : `This looks like something not meant to be published (${rule.reason}).`,
          fix: ignoreFix(scan.root, rule.pattern),
        },
      ];
    }),
};
