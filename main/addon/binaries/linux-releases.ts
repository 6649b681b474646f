/** What the Linux releases of the last ten years bring, oldest first of each kind: libc6 and libstdc++6 as of the last update. */
const RELEASES = [
  { system: 'Ubuntu', release: '16.04', GLIBC: '2.23', GLIBCXX: '3.4.21', CXXABI: '1.3.9' },
  { system: 'Ubuntu', release: '18.04', GLIBC: '2.27', GLIBCXX: '3.4.25', CXXABI: '1.3.11' },
  { system: 'Ubuntu', release: '20.04', GLIBC: '2.31', GLIBCXX: '3.4.28', CXXABI: '1.3.12' },
  { system: 'Ubuntu', release: '22.04', GLIBC: '2.35', GLIBCXX: '3.4.30', CXXABI: '1.3.13' },
  { system: 'Ubuntu', release: '24.04', GLIBC: '2.39', GLIBCXX: '3.4.33', CXXABI: '1.3.15' },
  { system: 'Ubuntu', release: '25.04', GLIBC: '2.41', GLIBCXX: '3.4.34', CXXABI: '1.3.16' },
  { system: 'Ubuntu', release: '25.10', GLIBC: '2.42', GLIBCXX: '3.4.34', CXXABI: '1.3.16' },
  { system: 'Debian', release: '9', GLIBC: '2.24', GLIBCXX: '3.4.22', CXXABI: '1.3.10' },
  { system: 'Debian', release: '10', GLIBC: '2.28', GLIBCXX: '3.4.25', CXXABI: '1.3.11' },
  { system: 'Debian', release: '11', GLIBC: '2.31', GLIBCXX: '3.4.28', CXXABI: '1.3.12' },
  { system: 'Debian', release: '12', GLIBC: '2.36', GLIBCXX: '3.4.30', CXXABI: '1.3.13' },
  { system: 'Debian', release: '13', GLIBC: '2.41', GLIBCXX: '3.4.33', CXXABI: '1.3.15' },
] as const;

const SETS = ['GLIBC', 'GLIBCXX', 'CXXABI'] as const;
type VersionSet = (typeof SETS)[number];

/** Not a number, but glibc 2.36 is the first that has it. */
const PACKED_RELOCATIONS = 'GLIBC_ABI_DT_RELR';

/** The highest version asked for of each set, as in GLIBC_2.34. */
export type LinuxNeeds = ReadonlyMap<VersionSet, string>;

export function linuxNeeds(versions: readonly string[]): LinuxNeeds {
  const needs = new Map<VersionSet, string>();
  for (const version of versions) {
    const match = /^(GLIBC|GLIBCXX|CXXABI)_(\d+(?:\.\d+)*)$/.exec(
      version === PACKED_RELOCATIONS ? 'GLIBC_2.36' : version,
    );
    const set = SETS.find((name) => name === match?.[1]);
    const number = match?.[2];
    if (set === undefined || number === undefined) continue;
    const before = needs.get(set);
    if (before === undefined || compareVersions(number, before) > 0) needs.set(set, number);
  }
  return needs;
}

/** The oldest release of a system that has all of it; undefined when none does. */
export function oldestRelease(system: 'Ubuntu' | 'Debian', needs: LinuxNeeds): string | undefined {
  return RELEASES.find(
    (one) => one.system === system && [...needs].every(([set, version]) => compareVersions(one[set], version) >= 0),
  )?.release;
}

/** Whether a release of Ubuntu has all of it. */
export function runsOnUbuntu(release: '20.04' | '22.04', needs: LinuxNeeds): boolean {
  const oldest = oldestRelease('Ubuntu', needs);
  return oldest !== undefined && compareVersions(oldest, release) <= 0;
}

function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
