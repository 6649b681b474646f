import type { ListEntry } from '../release/lists.ts';
import type { Platforms } from '../release/platforms.ts';

/** A name only the registry may use at the root of a package file. */
export const MANIFEST_NAME = 'manifest.json';

export interface Manifest {
  readonly packageName: string;
  /** Partial. */
  readonly packageId: string;
  /** Canonical. */
  readonly packageVersion: string;
  readonly authorId: string;
  /** Prefixed ids, canonical selections. */
  readonly dependencies: readonly ListEntry[];
  readonly platforms: Platforms;
}

/** The manifest.json of a package file: key order and indentation are part of the format. */
export function writeManifest(manifest: Manifest): string {
  const { packageName, packageId, packageVersion, authorId, dependencies } = manifest;
  const { macOS, windows, linux } = manifest.platforms;
  const platforms = { macOS, windows, linux };
  const ordered = { manifestVersion: 1, packageName, packageId, packageVersion, authorId, dependencies, platforms };
  return JSON.stringify(ordered, null, 4);
}
