import type { PackageVersion } from '../../preload/contract.ts';

/** A version on a registry, and the add-on it was made from. */
export interface VersionRowProps {
  readonly addonId: string;
  readonly connectionId: string;
  readonly packageId: string;
  readonly version: PackageVersion;
  readonly planned: boolean;
  /** A retry is what is to be done: no later version made up for it. */
  readonly isDue: boolean;
}
