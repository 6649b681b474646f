import type { ElfFacts } from '../../binaries/binary-facts.ts';
import { linuxNeeds, oldestRelease, runsOnUbuntu } from '../../binaries/linux-releases.ts';
import { type LinuxSearch, originFolder, searchLinux } from '../linux-search.ts';
import { isLibraryName, listed, nameOf, type PluginProgram, pluginPrograms, shippedLibraries } from '../programs.ts';
import type { Rule, RuleFinding } from '../rule.ts';

/** Whether Linux finds what a plugin needs, and which releases are new enough for it. */
export const linuxLibraries: Rule = {
  id: 'linux-libraries',
  why: 'Linux loads a plugin only when it finds every library it needs, as new as it needs it. Otherwise users see no plugin; Log.txt names the first that is missing.',
  concerns: isLibraryName,
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
  const who = (by: string) => (by === path ? 'It needs' : `${by}, which it loads, needs`);
  const findings: RuleFinding[] = [];
  for (const [by, names] of Map.groupBy(missing, (one) => one.by)) {
    findings.push({
      severity: 'warning',
      path,
      key: `missing ${by}`,
      message: `${who(by)} ${listed(names.map(({ name }) => name))}, which ${names.length === 1 ? 'is' : 'are'} not in the add-on and not part of a usual Linux desktop. Link statically, or ship it and link with -Wl,-rpath,'$ORIGIN'.`,
    });
  }
  for (const { name, by, at } of unreachable) {
    findings.push({
      severity: 'warning',
      path,
      key: `unreachable ${name}`,
      message: `${who(by)} ${name}. It is in the add-on (${at}), but Linux does not look beside a plugin by itself: link with -Wl,-rpath,'$ORIGIN', or patchelf --set-rpath.`,
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
  const where =
    releases.length === 0
      ? 'no release of Ubuntu or Debian known to Loadmaster has that'
      : `the oldest that have that are ${listed(releases)}`;
  return [
    {
      severity: runsOnUbuntu('22.04', needs) ? 'note' : 'warning',
      path: entry.path,
      key: 'versions',
      message: `It asks for ${listed(names)}: ${where}. On an older system it does not load; build it on one to reach more users.`,
    },
  ];
}

/** Folders of the machine it was built on: nobody else has them, and they tell what should stay private. */
function strayFolders({ entry, facts }: PluginProgram<ElfFacts>): readonly RuleFinding[] {
  const searched = facts.runpath.length > 0 ? facts.runpath : facts.rpath;
  const stray = searched.filter((folder) =>
    folder.startsWith('/')
      ? !/^\/(?:usr\/)?lib(?:32|64|\/|$)/.test(folder)
      : folder.startsWith('$') && !folder.startsWith('$LIB') && originFolder(folder, entry.path) === undefined,
  );
  if (stray.length === 0) return [];
  return [
    {
      severity: 'note',
      path: entry.path,
      key: 'folders',
      message: `It tells Linux to look for libraries in ${listed(stray)}, outside of the add-on. Users have no such folder, or something else in it: patchelf --remove-rpath takes it out.`,
    },
  ];
}
