import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { ExportSource } from '../../main/static-registry/index.ts';
import type { ListedPackage } from '../../protocol/index.ts';

export const ALL_SYSTEMS = { macOS: true, windows: true, linux: true };

export function aPackage(
  packageId: string,
  versions: readonly string[],
  more: Partial<ListedPackage> = {},
): ListedPackage {
  return {
    packageId,
    packageName: packageId,
    authorName: 'Author',
    description: 'Something that flies.',
    packageType: 'aircraft',
    versions: versions.map((version) => ({
      version,
      dependencies: [],
      incompatibilities: [],
      xplaneSelection: '*',
      platforms: ALL_SYSTEMS,
    })),
    ...more,
  };
}

/** A registry in memory whose files hold their own names; it remembers what was fetched. */
export function aSource(
  packages: readonly ListedPackage[],
): ExportSource & { readonly fetched: string[]; list: readonly ListedPackage[] } {
  const fetched: string[] = [];
  const source = {
    fetched,
    list: packages,
    async packages() {
      return source.list;
    },
    async file(packageId: string, version: string) {
      const location = `${packageId}@${version}`;
      return { location, hash: createHash('sha256').update(location).digest('hex') };
    },
    async download({ location }: { readonly location: string }, to: string) {
      fetched.push(location);
      await writeFile(to, location);
    },
  };
  return source;
}
