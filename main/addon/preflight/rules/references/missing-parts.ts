import { message } from '../../../../../preload/messages/index.ts';
import { divideForPackage } from '../../../project/package-parts.ts';
import { PROJECT_FILE } from '../../../project/project-file.ts';
import type { Rule, RuleFinding } from '../../rule.ts';

/** Scripts and resource folders that the project names have to be there: without them the package installs something else. */
export const missingParts: Rule = {
  id: 'missing-parts',
  check: ({ scan, scripts, resources }) =>
    divideForPackage(scan, { scripts, resources }).missing.map(
      (missing): RuleFinding => ({
        severity: 'error',
        path: missing,
        message: message('missing-parts.missing', PROJECT_FILE, missing),
      }),
    ),
};
