import { NAME_LENGTH } from '../identity/names.ts';
import { normalizePackageId, OWN_REPOSITORY } from '../identity/package-id.ts';
import { accept, type Result, refuse } from '../result.ts';

/** The bits of a token, by the names of the API. */
export const PERMISSIONS = {
  Admin: 1,
  CreatePackage: 2,
  UploadVersionAnyPackage: 4,
  UpdateDescriptionAnyPackage: 8,
  UploadVersionSpecificPackages: 16,
  UpdateDescriptionSpecificPackages: 32,
  UploadResources: 64,
  ReadAuthorData: 128,
  UpdateAuthorData: 256,
  ViewPackages: 512,
  ViewResources: 1024,
  UpdateVersionDataAnyPackage: 2048,
  UpdateVersionDataSpecificPackages: 4096,
  ViewAnalyticsAnyPackage: 8192,
  ViewAnalyticsSpecificPackages: 16384,
} as const;
export type Permission = keyof typeof PERMISSIONS;

export const ALL_PERMISSIONS = 32767;
export const MAX_SPECIFIC_PACKAGES = 32;

/** How many tokens an account may have, how long the description of one may be, and for how many days it may live. */
export const TOKEN_LIMITS = { tokens: 64, description: 256, days: 365, packages: MAX_SPECIFIC_PACKAGES } as const;

/** A token is named as freely as its length allows: the author alone reads it. */
export function checkTokenName(name: string): Result<string, 'short_name' | 'long_name'> {
  const trimmed = name.trim();
  if (trimmed.length < NAME_LENGTH.min) return refuse('short_name');
  return trimmed.length > NAME_LENGTH.max ? refuse('long_name') : accept(trimmed);
}

// What can be granted for any package or for listed ones: the two bits and the list that goes with the second.
const SCOPED = {
  UploadVersion: ['UploadVersionAnyPackage', 'UploadVersionSpecificPackages', 'versionUploadPackages'],
  UpdateDescription: ['UpdateDescriptionAnyPackage', 'UpdateDescriptionSpecificPackages', 'descriptionUpdatePackages'],
  UpdateVersionData: ['UpdateVersionDataAnyPackage', 'UpdateVersionDataSpecificPackages', 'updateVersionDataPackages'],
  ViewAnalytics: ['ViewAnalyticsAnyPackage', 'ViewAnalyticsSpecificPackages', 'viewAnalyticsPackages'],
} as const;
type ScopedAction = keyof typeof SCOPED;
type ListName = (typeof SCOPED)[ScopedAction][2];
const SCOPED_ACTIONS = Object.keys(SCOPED) as readonly ScopedAction[];

export type Action =
  | ScopedAction
  | 'CreatePackage'
  | 'UploadResources'
  | 'ReadAuthorData'
  | 'UpdateAuthorData'
  | 'ViewPackages'
  | 'ViewResources'
  | 'Admin';

/** What a token may do. Lists hold partial ids; one that is left out is empty. */
export interface Grant {
  readonly permissions: number;
  readonly versionUploadPackages?: readonly string[] | undefined;
  readonly descriptionUpdatePackages?: readonly string[] | undefined;
  readonly updateVersionDataPackages?: readonly string[] | undefined;
  readonly viewAnalyticsPackages?: readonly string[] | undefined;
}

function hasBit(permissions: number, permission: Permission): boolean {
  return (permissions & PERMISSIONS[permission]) !== 0;
}

/** Whether the grant covers the action, for `packageId` where the action is about one package. Admin covers all. */
export function hasPermission(grant: Grant, action: Action, packageId?: string): boolean {
  if (hasBit(grant.permissions, 'Admin')) return true;
  if (!isScoped(action)) return hasBit(grant.permissions, action);
  const [any, specific, list] = SCOPED[action];
  if (hasBit(grant.permissions, any)) return true;
  if (packageId === undefined || !hasBit(grant.permissions, specific)) return false;
  const key = listKey(packageId);
  return key !== undefined && (grant[list] ?? []).some((listed) => listKey(listed) === key);
}

function isScoped(action: Action): action is ScopedAction {
  return Object.hasOwn(SCOPED, action);
}

// Lists hold ids of this registry, partial or full, in any case.
function listKey(id: unknown): string | undefined {
  const parsed = normalizePackageId(id);
  return parsed.ok && parsed.value.repository === OWN_REPOSITORY ? parsed.value.partial : undefined;
}

export type PermissionCode =
  | 'missing_form_data'
  | 'zero_perm'
  | 'float_perm'
  | 'large_perm'
  | 'admin_perm'
  | 'invalid_perm'
  | 'long_arr'
  | 'invalid_arr'
  | 'extra_arr';

export type ValidGrant = Required<{ readonly [K in keyof Grant]: NonNullable<Grant[K]> }>;

/** What is asked for by the names of permissions; the packages belong to each permission for specific ones. */
export function grantOf(names: readonly string[], packages: readonly string[]): ValidGrant {
  const listFor = (action: ScopedAction) => (names.includes(SCOPED[action][1]) ? packages : []);
  return {
    permissions: Object.entries(PERMISSIONS).reduce((sum, [name, bit]) => (names.includes(name) ? sum | bit : sum), 0),
    versionUploadPackages: listFor('UploadVersion'),
    descriptionUpdatePackages: listFor('UpdateDescription'),
    updateVersionDataPackages: listFor('UpdateVersionData'),
    viewAnalyticsPackages: listFor('ViewAnalytics'),
  };
}

/** The permissions asked for a new token. `owned` are the author's packages; without it ownership is not looked at. */
export function validatePermissions(
  asked: Readonly<Record<string, unknown>>,
  owned?: readonly string[],
): Result<ValidGrant, PermissionCode> {
  const { permissions } = asked;
  if (typeof permissions !== 'number') return refuse('missing_form_data');
  const fault = bitsFault(permissions) ?? scopeFault(permissions, asked);
  if (fault !== undefined) return refuse(fault);
  const ownedKeys = owned === undefined ? undefined : new Set(owned.map(listKey));
  const lists: Partial<Record<ListName, readonly string[]>> = {};
  for (const action of SCOPED_ACTIONS) {
    const name = SCOPED[action][2];
    const read = readList(hasBit(permissions, SCOPED[action][1]), asked[name], ownedKeys);
    if (!read.ok) return read;
    lists[name] = read.value;
  }
  const { versionUploadPackages = [], descriptionUpdatePackages = [] } = lists;
  const { updateVersionDataPackages = [], viewAnalyticsPackages = [] } = lists;
  return accept({
    permissions,
    versionUploadPackages,
    descriptionUpdatePackages,
    updateVersionDataPackages,
    viewAnalyticsPackages,
  });
}

function bitsFault(permissions: number): PermissionCode | undefined {
  if (permissions <= 0) return 'zero_perm';
  if (!Number.isInteger(permissions)) return 'float_perm';
  if (permissions > ALL_PERMISSIONS) return 'large_perm';
  return hasBit(permissions, 'Admin') ? 'admin_perm' : undefined;
}

// Any and specific together, or specific without a list to say for what.
function scopeFault(permissions: number, asked: Readonly<Record<string, unknown>>): PermissionCode | undefined {
  const wrong = SCOPED_ACTIONS.some((action) => {
    const [any, specific, name] = SCOPED[action];
    if (!hasBit(permissions, specific)) return false;
    const list = asked[name];
    return hasBit(permissions, any) || !Array.isArray(list) || list.length === 0;
  });
  return wrong ? 'invalid_perm' : undefined;
}

function readList(
  wanted: boolean,
  list: unknown,
  owned: ReadonlySet<string | undefined> | undefined,
): Result<readonly string[], PermissionCode> {
  const given: unknown = list ?? [];
  if (!Array.isArray(given)) return refuse('invalid_arr');
  if (given.length > MAX_SPECIFIC_PACKAGES) return refuse('long_arr');
  const keys: readonly (string | undefined)[] = given.map(listKey);
  const known = keys.filter((key) => key !== undefined && (owned === undefined || owned.has(key)));
  if (known.length < keys.length || new Set(known).size < known.length) return refuse('invalid_arr');
  return !wanted && known.length > 0 ? refuse('extra_arr') : accept(known as readonly string[]);
}
