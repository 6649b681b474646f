import type { Rule, RuleFinding } from '../rule.ts';

export const unreadable: Rule = {
  id: 'unreadable',
  why: 'What cannot be read cannot be packed, and users would get an add-on with a hole in it.',
  check: ({ scan }) =>
    scan.problems.flatMap((problem): RuleFinding[] => {
      switch (problem.kind) {
        case 'unreadable':
          return [
            {
              severity: 'error',
              path: problem.path,
              message: `The ${problem.what} cannot be read (${problem.code}). Give yourself permission to read it, or ignore it.`,
            },
          ];
        case 'special-file':
          return [
            {
              severity: 'warning',
              path: problem.path,
              message: `This is ${problem.what}, not a file; it is left out.`,
            },
          ];
        case 'not-unicode':
          return [
            {
              severity: 'error',
              path: problem.path,
              message: 'The name is not valid Unicode, so no archive can hold it. Rename the file.',
            },
          ];
        default:
          return [];
      }
    }),
};
