import type { Rule, RuleFinding } from '../../rule.ts';

export const ignoreRules: Rule = {
  id: 'ignore-rules',
  check: ({ scan }) =>
    scan.problems.flatMap((problem): RuleFinding[] => {
      if (problem.kind !== 'ignore-rule') return [];
      return [
        {
          severity: 'error',
          path: problem.path,
          message: problem.message,
        },
      ];
    }),
};
