import { message } from '../../../../../preload/messages/index.ts';
import { nameForWindows } from '../../../../../protocol/index.ts';
import { renameFix } from '../../fixes-offered.ts';
import { isOnlySource } from '../../plugin-source.ts';
import { namedFiles } from '../../references/named-files.ts';
import type { Rule } from '../../rule.ts';

/** More names than this come from a program that made them, and are one thing to mend there. */
const MOST_SINGLE = 20;

export const windowsNames: Rule = {
  id: 'windows-names',
  async check(context) {
    const { scan } = context;
    const count = scan.problems.filter(({ kind }) => kind === 'windows-name').length;
    if (count === 0) return [];
    const { namedRightly } = await namedFiles(context);
    // Around an add-on as well: as long as the folder is picked as it is, no archive can hold it.
    const severity = (await isOnlySource(context)) ? 'note' : 'error';
    const taken = new Set(scan.entries.map(({ path }) => path.toLowerCase()));
    return scan.problems.flatMap((problem) => {
      if (problem.kind !== 'windows-name') return [];
      const to = safeName(problem.path);
      return [
        {
          severity,
          path: problem.path,
          message: namedRightly.has(problem.path)
            ? message('windows-names.faultAndNamed', problem.reason)
            : message('windows-names.fault', problem.reason),
          // A new name would be missing where the old one is written down.
          ...(count <= MOST_SINGLE &&
            !taken.has(to.toLowerCase()) &&
            !namedRightly.has(problem.path) && { fix: renameFix(scan.root, problem.path, to) }),
        },
      ];
    });
  },
};

/** The path with its last name made fit for Windows; folders above have findings of their own. */
export function safeName(path: string): string {
  const slash = path.lastIndexOf('/') + 1;
  return `${path.slice(0, slash)}${nameForWindows(path.slice(slash))}`;
}
