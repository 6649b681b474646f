import { message } from '../../../../../preload/messages/index.ts';
import { isOnlySource } from '../../plugin-source.ts';
import type { Rule } from '../../rule.ts';

export const collidingNames: Rule = {
  id: 'colliding-names',
  async check(context) {
    // Around an add-on as well: as long as the folder is picked as it is, no archive can hold it.
    const severity = (await isOnlySource(context)) ? 'note' : 'error';
    return context.scan.problems.flatMap((problem) => {
      if (problem.kind !== 'differs-by-case' && problem.kind !== 'differs-by-unicode-form') return [];
      return [
        {
          severity,
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
