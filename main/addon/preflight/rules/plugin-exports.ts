import { ENTRY_POINTS, type EntryPoint } from '../../binaries/entry-points.ts';
import { listed, pluginPrograms } from '../programs.ts';
import type { Rule, RuleFinding } from '../rule.ts';

export const pluginExports: Rule = {
  id: 'plugin-exports',
  why: 'X-Plane calls five functions of every plugin. Without one of them it lets the plugin go again and says so in Log.txt.',
  concerns: (path) => path.toLowerCase().endsWith('.xpl'),
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
  const part = cpu === undefined ? 'It' : `Its part for ${cpu}`;
  const what =
    missing.length === ENTRY_POINTS.length
      ? `${part} exports none of the functions that make a library a plugin (XPluginStart and its siblings).`
      : `${part} does not export ${listed(missing)}.`;
  return [
    {
      severity: 'warning',
      path,
      ...(cpu !== undefined && { key: cpu }),
      message: `${what} Mark them PLUGIN_API, in C++ extern "C" as well, and see that no export list leaves them out.`,
    },
  ];
}
