import type { PackageType } from '../../../protocol/index.ts';
import type { AddonKind } from '../xplane/places.ts';

/** A package as the client has it after unpacking. */
export interface TriedPackage {
  readonly packageId: string;
  readonly packageName: string;
  readonly packageType: PackageType;
  readonly kind: AddonKind;
  /** The folder in which `<packageId>/` and the resources lie. */
  readonly unpacked: string;
  readonly scripts: { readonly [name in 'install' | 'uninstall' | 'upgrade']?: string };
}
