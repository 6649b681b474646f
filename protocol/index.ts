// The rules of X-Pkg: pure functions and schemas, the same for the app, the command line and the embedded registry.

export { defaultScript, isScriptFile, SCRIPT_FILES, type ScriptFile } from './archive/default-scripts.ts';
export { type InstallationRequest, installationFile } from './archive/installation-file.ts';
export { MAX_DEPTH, MAX_ENTRIES, MAX_PATH_BYTES, MAX_UNPACKED_BYTES } from './archive/limits.ts';
export { MANIFEST_NAME, type Manifest, writeManifest } from './archive/manifest.ts';
export { isPathOnWindows, nameForWindows, type WindowsNameFault, windowsNameFault } from './archive/windows-names.ts';
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
} from './depot/depot.ts';
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
} from './depot/lists.ts';
export {
  type DepotPathFault,
  type DepotPathRisk,
  depotPathFault,
  depotPathKey,
  depotPathRisk,
  isDepotControlFile,
} from './depot/paths.ts';
export {
  type DepotTextFault,
  MAX_DEPOT_CFG_BYTES,
  MAX_DEPOT_LIST_BYTES,
  MAX_DEPOT_ROWS,
  splitDepotText,
} from './depot/text.ts';
export { checkDescription, checkPackageName, DESCRIPTION_LENGTH, NAME_LENGTH, nameKey } from './identity/names.ts';
export { checkNewPackage, type NewPackage } from './identity/new-package.ts';
export { FIRST_VERSION, type NextVersions, nextVersions, suggestVersion } from './identity/next-version.ts';
export {
  normalizePackageId,
  OWN_REPOSITORY,
  PARTIAL_ID_LENGTH,
  type PackageId,
  type PackageIdCode,
  parseOwnPackageId,
  parsePackageId,
  parsePartialPackageId,
} from './identity/package-id.ts';
export { isPackageType, PACKAGE_TYPES, type PackageType } from './identity/package-types.ts';
export { compareVersions, normalizeVersion, parseVersion, type Version, type VersionCode } from './identity/version.ts';
export { type BaseUrlFault, checkBaseUrl } from './registry/base-url.ts';
export {
  ERRORS,
  type ErrorInfo,
  explainCode,
  explainHttpStatus,
  REGISTRY_CODES,
  type RegistryCode,
} from './registry/errors.ts';
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
} from './registry/permissions.ts';
export { type LimitedRoute, RATE_LIMITS, type RateLimit } from './registry/rate-limits.ts';
export { type Rehearsal, type RehearsalFault, rehearsalSchema } from './registry/rehearsal.ts';
export { highestRole, lesserRole, ROLES, type Role, type RoleAct, roleAllows } from './registry/roles.ts';
export { type RegistryRoute, routeOfPath } from './registry/routes.ts';
export {
  contentHashSchema,
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
} from './registry/static-registry.ts';
export {
  FAILED_STATUSES,
  type FailedStatus,
  type Fault,
  isVersionStatus,
  type StatusInfo,
  statusInfo,
  VERSION_STATUSES,
  type VersionStatus,
} from './registry/version-status.ts';
export {
  ACCESS_CHOICES,
  type Access,
  type AccessFlags,
  accessFromFlags,
  accessToFlags,
  isMorePublic,
  needsPrivateKey,
  PRIVATE_KEY,
} from './release/access.ts';
export {
  type ListEntry,
  type ListFault,
  type ListName,
  listFaults,
  MAX_LIST_ROWS,
  type ValidatedLists,
  validateLists,
} from './release/lists.ts';
export { PLATFORM_NAMES, PLATFORMS, type Platform, type Platforms } from './release/platforms.ts';
export {
  type CheckedRelease,
  checkRelease,
  type ReleaseForm,
  releaseFields,
} from './release/release-form.ts';
export {
  intersectSelections,
  parseSelection,
  type Selection,
  type SelectionCode,
  selectionContains,
} from './release/selection.ts';
export {
  differingFields,
  firstFields,
  isChangeable,
  listedFields,
  SELECTION_NAMES,
  STORED_FIELDS,
  type StoredField,
  type StoredFields,
  sameRows,
  selectionNames,
  selectionOf,
  selectionText,
  storedFieldsOf,
} from './release/stored-fields.ts';
export { tidyXPlaneSelection } from './release/tidy-selection.ts';
export {
  type Checked,
  type FieldFault,
  NOT_PERMITTED,
  type RetryForm,
  type TextFields,
  type UploadForm,
  validateRetryFields,
  validateUploadFields,
} from './release/upload-fields.ts';
export type { Result } from './result.ts';
export { secretVariableFor } from './secret-variable.ts';
