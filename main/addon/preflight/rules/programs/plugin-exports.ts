import { message } from '../../../../../preload/messages/index.ts';
import { ENTRY_POINTS, type EntryPoint } from '../../../binaries/entry-points.ts';
import { pluginPrograms } from '../../programs.ts';
import { changesPublished } from '../../published.ts';
import type { Rule, RuleFinding } from '../../rule.ts';

export const pluginExports: Rule = {
  id: 'plugin-exports',
  concerns: changesPublished,
  async check(context) {
    const [windows, linux, mac] = await Promise.all([
      pluginPrograms(context, 'pe'),
      pluginPrograms(context, 'elf'),
      pluginPrograms(context, 'mach-o'),
    ]);
    return [
      ...[...windows, ...linux].flatMap(({ entry, facts }) => lacking(entry.path, facts.entryPoints)),
      ...mac.flatMap(({ entry, facts }) =>
        facts.slices
          .filter(({ cpu }) => cpu === 'x86_64' || cpu === 'arm64')
          .flatMap(({ cpu, entryPoints }) => lacking(entry.path, entryPoints, cpu)),
      ),
    ];
  },
};

function lacking(path: string, entryPoints: readonly EntryPoint[], cpu?: string): readonly RuleFinding[] {
  const missing = ENTRY_POINTS.filter((name) => !entryPoints.includes(name));
  if (missing.length === 0) return [];
  return [
    {
      severity: 'warning',
      path,
      ...(cpu !== undefined && { key: cpu }),
      message:
        missing.length === ENTRY_POINTS.length
          ? message('plugin-exports.none', cpu ?? '')
          : message('plugin-exports.missing', cpu ?? '', missing),
    },
  ];
}
