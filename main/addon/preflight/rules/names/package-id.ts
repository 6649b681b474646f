import { message } from '../../../../../preload/messages/index.ts';
import type { Rule } from '../../rule.ts';

/** The id names the folder in the archive that the registry looks for. */
export const packageId: Rule = {
  id: 'package-id',
  check({ packageId: id }) {
    if (id !== undefined) return [];
    return [
      {
        severity: 'error',
        message: message('package-id.invalid'),
      },
    ];
  },
};
