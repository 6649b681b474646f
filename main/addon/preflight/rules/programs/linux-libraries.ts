import { message } from '../../../../../preload/messages/index.ts';
import type { ElfFacts } from '../../../binaries/binary-facts.ts';
import { linuxNeeds, oldestRelease, runsOnUbuntu } from '../../../binaries/linux-releases.ts';
import { type LinuxSearch, originFolder, searchLinux } from '../../linux-search.ts';
import { isLibraryName, nameOf, type PluginProgram, pluginPrograms, shippedLibraries } from '../../programs.ts';
import { changesPublished } from '../../published.ts';
import type { Rule, RuleFinding } from '../../rule.ts';

/** Whether Linux finds what a plugin needs, and which releases are new enough for it. */
export const linuxLibraries: Rule = {
  id: 'linux-libraries',
  concerns: (path) => isLibraryName(path) || changesPublished(path),
  async check(context) {
    const shipped = shippedLibraries(context);
    const findings: RuleFinding[] = [];
    for (const plugin of await pluginPrograms(context, 'elf')) {
      const search = await searchLinux(context, plugin, shipped);
      findings.push(...notFound(plugin, search), ...tooNew(plugin, search), ...strayFolders(plugin));
    }
    return findings;
  },
};

function notFound({ entry }: PluginProgram<ElfFacts>, { missing, unreachable }: LinuxSearch): readonly RuleFinding[] {
  const { path } = entry;
  const other = (by: string) => (by === path ? '' : by);
  const findings: RuleFinding[] = [];
  for (const [by, names] of Map.groupBy(missing, (one) => one.by)) {
    findings.push({
      severity: 'warning',
      path,
      key: `missing ${by}`,
      message: message(
        'linux-libraries.missing',
        other(by),
        names.map(({ name }) => name),
      ),
    });
  }
  for (const { name, by, at } of unreachable) {
    findings.push({
      severity: 'warning',
      path,
      key: `unreachable ${name}`,
      message: message('linux-libraries.unreachable', other(by), name, at),
    });
  }
  return findings;
}

function tooNew({ entry, facts }: PluginProgram<ElfFacts>, { loaded }: LinuxSearch): readonly RuleFinding[] {
  const bringsLibstdcxx = loaded.some(({ path }) => nameOf(path) === 'libstdc++.so.6');
  const asked = [facts, ...loaded.map((one) => one.facts)].flatMap(({ versions }) => versions);
  const needs = linuxNeeds(bringsLibstdcxx ? asked.filter((version) => version.startsWith('GLIBC_')) : asked);
  if (runsOnUbuntu('20.04', needs)) return [];
  const names = [...needs].map(([set, version]) => `${set}_${version}`);
  const releases = (['Ubuntu', 'Debian'] as const).flatMap((system) => {
    const oldest = oldestRelease(system, needs);
    return oldest === undefined ? [] : `${system} ${oldest}`;
  });
  return [
    {
      severity: runsOnUbuntu('22.04', needs) ? 'note' : 'warning',
      path: entry.path,
      key: 'versions',
      message: message('linux-libraries.tooNew', names, releases),
    },
  ];
}

/** In the folders of a person: the others of a build machine do nobody any harm, and many come with the engine a plugin is made with. */
const PRIVATE_FOLDER = /^\/(?:home|Users|root|mnt\/[a-z]\/Users)\//i;

/** Folders of the machine it was built on: nobody else has them, and they tell what should stay private. */
function strayFolders({ entry, facts }: PluginProgram<ElfFacts>): readonly RuleFinding[] {
  const searched = facts.runpath.length > 0 ? facts.runpath : facts.rpath;
  const stray = searched.filter((folder) =>
    folder.startsWith('/')
      ? PRIVATE_FOLDER.test(folder)
      : folder.startsWith('$') && !folder.startsWith('$LIB') && originFolder(folder, entry.path) === undefined,
  );
  if (stray.length === 0) return [];
  return [
    {
      severity: 'note',
      path: entry.path,
      key: 'folders',
      message: message('linux-libraries.strayFolders', stray),
    },
  ];
}
