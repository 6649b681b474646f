import { lstat, readFile } from 'node:fs/promises';
import { message } from '../../../preload/messages/index.ts';
import { IGNORE_FILE } from '../ignore/rules.ts';
import type { OfferedFix } from './rule.ts';

/** Adds lines to .xpkgignore: the files stay on disk and are not packed. */
export function ignoreFix(root: string, ...patterns: readonly string[]): OfferedFix {
  const [first = ''] = patterns;
  const lines = patterns.map((pattern) => `${pattern}\n`).join('');
  return {
    label: message('fix.leaveOut'),
    description:
      patterns.length === 1
        ? message('fix.leaveOutText', first, IGNORE_FILE)
        : message('fix.leaveOutAllText', patterns.length, first, IGNORE_FILE),
    leavesOut: { root, patterns },
    async steps() {
      const before = await readFile(`${root}/${IGNORE_FILE}`, 'utf8').catch(() => undefined);
      if (before === undefined) return [{ kind: 'create', path: IGNORE_FILE, content: lines }];
      const joint = before === '' || before.endsWith('\n') ? '' : '\n';
      return [{ kind: 'edit', path: IGNORE_FILE, before, after: `${before}${joint}${lines}` }];
    },
  };
}

export function renameFix(root: string, path: string, to: string): OfferedFix {
  return {
    label: message('fix.rename'),
    description: message('fix.renameText', path, to),
    async steps() {
      await lstat(`${root}/${path}`);
      return [{ kind: 'rename', path, to }];
    },
  };
}

export function createFix(path: string, content: string): OfferedFix {
  return {
    label: message('fix.create', path),
    description: message('fix.createText', path),
    steps: async () => [{ kind: 'create', path, content }],
  };
}

/** A gitignore pattern for exactly this path: its special characters lose their meaning. */
export function patternFor(path: string): string {
  return `/${path.replace(/[\\*?[\]!# ]/g, (character) => `\\${character}`)}`;
}
