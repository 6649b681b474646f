/** What a package can be, in the registry's own words; it never changes for a package. */
export const PACKAGE_TYPES = ['aircraft', 'executable', 'scenery', 'plugin', 'livery', 'other'] as const;
export type PackageType = (typeof PACKAGE_TYPES)[number];

export function isPackageType(value: unknown): value is PackageType {
  return PACKAGE_TYPES.some((type) => type === value);
}
