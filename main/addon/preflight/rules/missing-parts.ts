import { divideForPackage } from '../../project/package-parts.ts';
import { PROJECT_FILE } from '../../project/project-file.ts';
import type { Rule, RuleFinding } from '../rule.ts';

/** Scripts and resource folders that the project names have to be there: without them the package installs something else. */
export const missingParts: Rule = {
  id: 'missing-parts',
  why: 'What loadmaster.json names goes beside the content of the package; without it the installation would go wrong for everybody.',
  check: ({ scan, scripts, resources }) =>
    divideForPackage(scan, { scripts, resources }).missing.map(
      (missing): RuleFinding => ({
        severity: 'error',
        path: missing,
        message: `${PROJECT_FILE} names ${missing} as a script or a resource folder, but it is not among the files that are packed. Put it back, take it off the ignore rules, or take it out of ${PROJECT_FILE}.`,
      }),
    ),
};
