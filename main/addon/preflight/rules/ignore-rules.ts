import type { Rule, RuleFinding } from '../rule.ts';

export const ignoreRules: Rule = {
  id: 'ignore-rules',
  why: 'A rule that is not used hides nothing: what it names would be published to everybody.',
  check: ({ scan }) =>
    scan.problems.flatMap((problem): RuleFinding[] => {
      if (problem.kind !== 'ignore-rule') return [];
      const where = problem.line === undefined ? '' : ` (line ${problem.line})`;
      return [
        {
          severity: 'error',
          path: problem.path,
          message: `${problem.message}${where} Write it in fewer or simpler rules.`,
        },
      ];
    }),
};
