import { foldAlike } from '../fold-alike.ts';
import type { Rule } from '../rule.ts';

export const nestedArchives: Rule = {
  id: 'nested-archives',
  why: 'Installers do not unpack an archive inside the package; users would have to do it by hand.',
  concerns: (path) => /\.(zip|rar|7z|tar|tgz|gz|xz)$/i.test(path),
  check({ scan }) {
    const archives = scan.entries
      .filter(({ path }) => /\.(zip|rar|7z|tar|tgz|tar\.(gz|xz))$/i.test(path))
      .map(({ path }) => ({
        severity: 'warning' as const,
        path,
        message: 'This is an archive inside the add-on. Unpack it, or leave it out.',
      }));
    return foldAlike(
      archives,
      (count, examples) =>
        `There are ${count} archives inside the add-on: ${examples}. Unpack them, or leave them out.`,
    );
  },
};
