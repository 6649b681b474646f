// The rules of X-Pkg: pure functions and schemas, the same for the app, the command line and the embedded registry.

export {
  normalizePackageId,
  OWN_REPOSITORY,
  PARTIAL_ID_LENGTH,
  type PackageId,
  type PackageIdCode,
  parseOwnPackageId,
  parsePackageId,
  parsePartialPackageId,
} from './package-id.ts';
export { isPackageType, PACKAGE_TYPES, type PackageType } from './package-types.ts';
export {
  type Rehearsal,
  type RehearsalFault,
  rehearsalFaultSchema,
  rehearsalRouteSchema,
  rehearsalSchema,
} from './rehearsal.ts';
export type { Result } from './result.ts';
export {
  intersectSelections,
  parseSelection,
  SELECTION_LENGTH,
  type Selection,
  type SelectionCode,
  selectionContains,
} from './selection.ts';
export {
  compareVersions,
  normalizeVersion,
  parseVersion,
  VERSION_LENGTH,
  type Version,
  type VersionCode,
} from './version.ts';
