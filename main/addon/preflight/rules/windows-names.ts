import { isReservedOnWindows } from '../../../../protocol/index.ts';
import type { WindowsNameFault } from '../../scan/problems.ts';
import { renameFix } from '../fixes-offered.ts';
import { namedFiles } from '../references/named-files.ts';
import type { Rule } from '../rule.ts';

const FAULTS: Readonly<Record<WindowsNameFault, string>> = {
  'reserved-name': 'Windows keeps this name for itself (CON, AUX, NUL and the like).',
  'forbidden-character': 'Windows allows none of < > : " \\ | ? * in a name.',
  'control-character': 'The name holds an invisible control character, which Windows refuses.',
  'trailing-dot': 'Windows drops a dot at the end of a name.',
  'trailing-space': 'Windows drops a space at the end of a name.',
};

export const windowsNames: Rule = {
  id: 'windows-names',
  why: 'Users on Windows cannot unpack the file, and many installers stop at it altogether.',
  async check(context) {
    const { scan } = context;
    if (!scan.problems.some(({ kind }) => kind === 'windows-name')) return [];
    const { namedRightly } = await namedFiles(context);
    const taken = new Set(scan.entries.map(({ path }) => path.toLowerCase()));
    return scan.problems.flatMap((problem) => {
      if (problem.kind !== 'windows-name') return [];
      const to = safeName(problem.path);
      return [
        {
          severity: 'error' as const,
          path: problem.path,
          message: namedRightly.has(problem.path)
            ? `${FAULTS[problem.reason]} Rename the file, and where other files name it.`
            : FAULTS[problem.reason],
          // A new name would be missing where the old one is written down.
          ...(!taken.has(to.toLowerCase()) &&
            !namedRightly.has(problem.path) && { fix: renameFix(scan.root, problem.path, to) }),
        },
      ];
    });
  },
};

/** The path with its last name made fit for Windows; folders above have findings of their own. */
export function safeName(path: string): string {
  const slash = path.lastIndexOf('/') + 1;
  const name = path
    .slice(slash)
    .replace(/[<>:"\\|?*\p{Cc}]/gu, '_')
    .replace(/[. ]+$/, '');
  const reserved = isReservedOnWindows(name);
  return `${path.slice(0, slash)}${reserved ? '_' : ''}${name === '' ? '_' : name}`;
}
