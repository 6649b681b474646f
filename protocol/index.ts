// The rules of X-Pkg: pure functions and schemas, the same for the app, the command line and the embedded registry.

export {
  ACCESS_CHOICES,
  type Access,
  type AccessFlags,
  accessFromFlags,
  accessToFlags,
  isMorePublic,
  needsPrivateKey,
  PRIVATE_KEY,
} from './access.ts';
export { MAX_DEPTH, MAX_ENTRIES, MAX_PATH_BYTES, MAX_UNPACKED_BYTES } from './archive/limits.ts';
export { isReservedOnWindows } from './archive/windows-names.ts';
export { defaultScript, isScriptFile, SCRIPT_FILES, type ScriptFile } from './default-scripts.ts';
export {
  DEPOT_BETA_CFG,
  DEPOT_FILES,
  DEPOT_HISTORY_FILE,
  type DepotCfg,
  type DepotCfgRead,
  type DepotFileKind,
  depotFileUrl,
  isDepotCfgValue,
  lockDepotCfg,
  readDepotCfg,
  sameDepotUrl,
  writeDepotCfg,
  writeDepotConfig,
} from './depot.ts';
export {
  type Blacklist,
  type DepotFile,
  type DepotRow,
  type DepotRowFault,
  type DepotRowProblem,
  type DepotRows,
  depotBlacklist,
  type KeptOff,
  ONCE_CRC,
  readDepotRows,
  writeDepotLists,
} from './depot-lists.ts';
export {
  type DepotPathFault,
  type DepotPathRisk,
  depotPathFault,
  depotPathKey,
  depotPathRisk,
  isDepotControlFile,
  sayDepotPathFault,
} from './depot-paths.ts';
export {
  type DepotTextFault,
  MAX_DEPOT_CFG_BYTES,
  MAX_DEPOT_LIST_BYTES,
  MAX_DEPOT_ROWS,
  splitDepotText,
} from './depot-text.ts';
export {
  ERRORS,
  type ErrorInfo,
  explainCode,
  explainHttpStatus,
  REGISTRY_CODES,
  type RegistryCode,
} from './errors.ts';
export { type InstallationRequest, installationFile } from './installation-file.ts';
export {
  type ListEntry,
  type ListFault,
  type ListName,
  listFaults,
  MAX_LIST_ROWS,
  type ValidatedLists,
  validateLists,
} from './lists.ts';
export { MANIFEST_NAME, type Manifest, writeManifest } from './manifest.ts';
export { checkDescription, checkPackageName, NAME_LENGTH, nameKey } from './names.ts';
export { checkNewPackage, type NewPackage } from './new-package.ts';
export { FIRST_VERSION, type NextVersions, nextVersions, suggestVersion } from './next-version.ts';
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
  type Action,
  checkTokenName,
  type Grant,
  grantOf,
  hasPermission,
  PERMISSIONS,
  type Permission,
  type PermissionCode,
  TOKEN_LIMITS,
  type ValidGrant,
  validatePermissions,
} from './permissions.ts';
export { PLATFORM_NAMES, PLATFORMS, type Platform, type Platforms } from './platforms.ts';
export { type BaseUrlFault, checkBaseUrl } from './registry/base-url.ts';
export { type LimitedRoute, RATE_LIMITS, type RateLimit } from './registry/rate-limits.ts';
export { type RegistryRoute, routeOfPath } from './registry/routes.ts';
export { type Rehearsal, type RehearsalFault, rehearsalSchema } from './rehearsal.ts';
export {
  type CheckedRelease,
  checkRelease,
  type ReleaseForm,
  releaseFields,
  releaseFormSchema,
} from './release-form.ts';
export type { Result } from './result.ts';
export { secretVariableFor } from './secret-variable.ts';
export {
  intersectSelections,
  parseSelection,
  type Selection,
  type SelectionCode,
  selectionContains,
} from './selection.ts';
export {
  type ListedPackage,
  listedPackageSchema,
  type SignedIndex,
  STATIC_FORMAT,
  STATIC_INDEX,
  type StaticPackage,
  type StaticRegistry,
  type StaticVersion,
  signedIndexSchema,
  staticFilePath,
  staticPagePath,
  staticRegistrySchema,
} from './static-registry.ts';
export { tidyXPlaneSelection } from './tidy-selection.ts';
export {
  type Checked,
  type FieldFault,
  NOT_PERMITTED,
  type RetryForm,
  type TextFields,
  type UploadForm,
  validateRetryFields,
  validateUploadFields,
} from './upload-fields.ts';
export { compareVersions, normalizeVersion, parseVersion, type Version, type VersionCode } from './version.ts';
export {
  FAILED_STATUSES,
  type FailedStatus,
  type Fault,
  isVersionStatus,
  type StatusInfo,
  statusInfo,
  VERSION_STATUSES,
  type VersionStatus,
} from './version-status.ts';
