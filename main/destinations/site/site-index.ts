import type { StaticRegistry, StaticVersion } from '../../../protocol/index.ts';
import { newestOf } from '../newest-version.ts';

export function newestIn(
  index: StaticRegistry | undefined,
  packageId: string,
  release: Parameters<typeof newestOf>[1] = { preRelease: true },
): string | undefined {
  const versions = versionsOf(index, packageId).map(({ version }) => version);
  return newestOf(versions, release);
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
