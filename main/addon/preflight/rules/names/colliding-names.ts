import { message } from '../../../../../preload/messages/index.ts';
import { isPublished } from '../../published.ts';
import type { Rule } from '../../rule.ts';

export const collidingNames: Rule = {
  id: 'colliding-names',
  async check(context) {
    const isInside = await isPublished(context);
    return context.scan.problems.flatMap((problem) => {
      if (problem.kind !== 'differs-by-case' && problem.kind !== 'differs-by-unicode-form') return [];
      return [
        {
          severity: isInside(problem.path) ? ('error' as const) : ('note' as const),
          path: problem.path,
          message:
            problem.kind === 'differs-by-case'
              ? message('colliding-names.byCase', problem.others)
              : message('colliding-names.byAccents', problem.others),
        },
      ];
    });
  },
};
