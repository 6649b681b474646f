import { message } from '../../../../../preload/messages/index.ts';
import type { PeFacts } from '../../../binaries/binary-facts.ts';
import { windowsLibrary } from '../../../binaries/system-libraries.ts';
import type { FileEntry } from '../../../scan/entry.ts';
import {
  folderOf,
  isLibraryName,
  nameOf,
  type PluginProgram,
  pluginPrograms,
  type ShippedLibraries,
  shippedLibraries,
} from '../../programs.ts';
import { changesPublished } from '../../published.ts';
import type { PreflightContext, Rule, RuleFinding } from '../../rule.ts';

const FROM_MINGW = /^lib(?:gcc_s|stdc\+\+|winpthread|c\+\+|unwind|gomp|ssp)(?=[-.])/i;

interface Imports {
  readonly missing: Map<string, string>;
  readonly debug: Set<string>;
  /** Which Visual C++ runtimes, by their years. */
  readonly runtimes: Set<string>;
}

/** Whether Windows finds everything a plugin imports, through the libraries that lie beside it. */
export const windowsLibraries: Rule = {
  id: 'windows-libraries',
  concerns: (path) => isLibraryName(path) || changesPublished(path),
  async check(context) {
    const shipped = shippedLibraries(context);
    const findings: RuleFinding[] = [];
    const runtimes = new Map<string, string[]>();
    for (const plugin of await pluginPrograms(context, 'pe')) {
      const found = await followImports(context, plugin, shipped);
      findings.push(...tell(plugin.entry.path, found));
      for (const years of found.runtimes) runtimes.set(years, [...(runtimes.get(years) ?? []), plugin.entry.path]);
    }
    for (const [years, paths] of runtimes) findings.push(needsRuntime(years, paths));
    return findings;
  },
};

async function followImports(
  { contents }: PreflightContext,
  plugin: PluginProgram<PeFacts>,
  shipped: ShippedLibraries,
): Promise<Imports> {
  const found: Imports = { missing: new Map(), debug: new Set(), runtimes: new Set() };
  const seen = new Set<string>();
  const waiting: { readonly path: string; readonly facts: PeFacts }[] = [
    { path: plugin.entry.path, facts: plugin.facts },
  ];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    for (const name of one.facts.imports) {
      if (seen.has(name.toLowerCase())) continue;
      seen.add(name.toLowerCase());
      const beside = nearest(shipped.get(name.toLowerCase()) ?? [], one.path);
      if (beside === undefined) judge(found, name, one.path);
      else {
        const facts = beside.link === undefined ? await contents.binary(beside).catch(() => undefined) : undefined;
        if (facts?.format === 'pe') waiting.push({ path: beside.path, facts });
      }
    }
  }
  return found;
}

function judge(found: Imports, name: string, by: string): void {
  const library = windowsLibrary(name);
  if (library.from === 'elsewhere') found.missing.set(name, by);
  else if (library.from === 'debug-runtime') found.debug.add(name);
  else if (library.from === 'runtime') found.runtimes.add(library.years);
}

function nearest(entries: readonly FileEntry[], to: string): FileEntry | undefined {
  return entries.find(({ path }) => folderOf(path) === folderOf(to)) ?? entries[0];
}

function tell(path: string, { missing, debug }: Imports): readonly RuleFinding[] {
  const findings: RuleFinding[] = [];
  for (const [by, names] of Map.groupBy(missing, ([, importer]) => importer)) {
    const libraries = names.map(([name]) => name);
    const isMingw = libraries.every((name) => FROM_MINGW.test(name));
    findings.push({
      severity: 'warning',
      path,
      key: `missing ${by}`,
      message: message('windows-libraries.missing', by === path ? '' : by, libraries, isMingw),
    });
  }
  if (debug.size > 0) {
    findings.push({
      severity: 'warning',
      path,
      key: 'debug',
      message: message('windows-libraries.debug', [...debug]),
    });
  }
  return findings;
}

function needsRuntime(years: string, paths: readonly string[]): RuleFinding {
  const [first = ''] = paths;
  return {
    severity: 'note',
    path: first,
    key: `runtime ${years}`,
    message: message('windows-libraries.runtime', nameOf(first), paths.length - 1, years),
  };
}
