import { compareVersions, type StaticRegistry, type StaticVersion } from '../../../protocol/index.ts';

export function newestIn(index: StaticRegistry | undefined, packageId: string): string | undefined {
  return versionsOf(index, packageId)
    .map(({ version }) => version)
    .toSorted(compareVersions)
    .at(-1);
}

export function versionIn(
  index: StaticRegistry | undefined,
  packageId: string,
  version: string,
): StaticVersion | undefined {
  return versionsOf(index, packageId).find((one) => one.version === version);
}

function versionsOf(index: StaticRegistry | undefined, packageId: string): readonly StaticVersion[] {
  return index?.packages.find((one) => one.packageId === packageId)?.versions ?? [];
}
