import { message } from '../../../../../preload/messages/index.ts';
import type { Rule, RuleFinding } from '../../rule.ts';

export const unreadable: Rule = {
  id: 'unreadable',
  check: ({ scan }) =>
    scan.problems.flatMap((problem): RuleFinding[] => {
      switch (problem.kind) {
        case 'unreadable':
          return [
            {
              severity: 'error',
              path: problem.path,
              message: message(problem.what === 'folder' ? 'unreadable.folder' : 'unreadable.file', problem.code),
            },
          ];
        case 'special-file':
          return [
            {
              severity: 'warning',
              path: problem.path,
              message: message('unreadable.special', problem.what),
            },
          ];
        case 'not-unicode':
          return [
            {
              severity: 'error',
              path: problem.path,
              message: message('unreadable.notUnicode'),
            },
          ];
        default:
          return [];
      }
    }),
};
