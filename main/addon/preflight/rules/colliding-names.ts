import type { Rule } from '../rule.ts';

export const collidingNames: Rule = {
  id: 'colliding-names',
  why: 'macOS and Windows take these names for one file: one of them silently replaces the other when the package is unpacked.',
  check: ({ scan }) =>
    scan.problems.flatMap((problem) => {
      if (problem.kind !== 'differs-by-case' && problem.kind !== 'differs-by-unicode-form') return [];
      const how =
        problem.kind === 'differs-by-case' ? 'only by upper and lower case' : 'only by how accents are stored';
      return [
        {
          severity: 'error' as const,
          path: problem.path,
          message: `The name differs ${how} from ${problem.others.join(', ')}. Keep one of them.`,
        },
      ];
    }),
};
