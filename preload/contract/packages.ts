import { z } from 'zod';
import { PACKAGE_TYPES, ROLES } from '../../protocol/index.ts';
import { diskPathSchema, idSchema, momentSchema, nothingSchema } from './common.ts';
import { call } from './define.ts';
import { accessSchema, listRowSchema, platformsSchema } from './release-draft.ts';

export const packageVersionSchema = z.object({
  version: z.string(),
  status: z.string(),
  access: accessSchema.nullable(),
  isPublic: z.boolean(),
  isStored: z.boolean(),
  xpSelection: z.string(),
  platforms: platformsSchema,
  dependencies: z.array(listRowSchema),
  incompatibilities: z.array(listRowSchema),
  size: z.number(),
  installedSize: z.number(),
  downloads: z.number(),
  uploadedAt: momentSchema,
  hash: z.string().nullable(),
  hasPrivateKey: z.boolean(),
  retryable: z.boolean(),
});
export type PackageVersion = z.infer<typeof packageVersionSchema>;

export const packageSchema = z.object({
  packageId: z.string(),
  packageName: z.string(),
  packageType: z.enum(PACKAGE_TYPES),
  description: z.string(),
  versions: z.array(packageVersionSchema),
});
export type Package = z.infer<typeof packageSchema>;

const roleSchema = z.enum(ROLES);

export type { Role } from '../../protocol/index.ts';

const holderSchema = z.object({ id: z.string(), name: z.string(), role: roleSchema });

/** Who may do what with a package; `role` is one's own. The author is an owner whose role nobody takes away. */
export const packageRolesSchema = z.object({
  role: roleSchema,
  author: z.object({ id: z.string(), name: z.string() }),
  members: z.array(holderSchema),
  /** Asked, and not answered yet: the role is worth nothing until then. */
  invited: z.array(holderSchema),
  teams: z.array(holderSchema),
});
export type PackageRoles = z.infer<typeof packageRolesSchema>;

/** A role that is new to somebody is an invitation, until they take it. */
const roleGivenSchema = z.object({ invited: z.boolean() });
export type RoleGiven = z.infer<typeof roleGivenSchema>;

const ofPackage = { connectionId: idSchema, packageId: z.string() };
const ofVersion = { ...ofPackage, version: z.string() };

const knownPackageSchema = z.object({
  packageId: z.string(),
  packageName: z.string(),
  latest: z.string().nullable(),
});
export type KnownPackage = z.infer<typeof knownPackageSchema>;

export const packages = {
  list: call(z.object({ connectionId: idSchema }), z.array(packageSchema)),
  get: call(z.object(ofPackage), packageSchema.nullable()),
  create: call(
    z.object({ ...ofPackage, packageName: z.string(), packageType: z.enum(PACKAGE_TYPES), description: z.string() }),
    nothingSchema,
  ),
  describe: call(z.object({ ...ofPackage, description: z.string() }), nothingSchema),
  setXpSelection: call(z.object({ ...ofVersion, xpSelection: z.string() }), nothingSchema),
  setIncompatibilities: call(z.object({ ...ofVersion, incompatibilities: z.array(listRowSchema) }), nothingSchema),
  /** Null on registries that know no roles. */
  roles: call(z.object(ofPackage), packageRolesSchema.nullable()),
  /** Gives a role, or another one. `who`: a name or id. */
  setRole: call(z.object({ ...ofPackage, who: z.string().min(1).max(100), role: roleSchema }), roleGivenSchema),
  removeRole: call(z.object({ ...ofPackage, who: z.string().min(1).max(100) }), nothingSchema),
  /** Ids (with names) to complete in the list editors: the registry's public packages and the author's own. */
  known: call(z.object({ connectionId: idSchema }), z.array(knownPackageSchema)),
  downloads: call(
    z.object({ ...ofVersion, after: momentSchema, before: momentSchema }),
    z.array(z.object({ at: momentSchema, downloads: z.int().nonnegative() })),
  ),
  /** Asked for only when the author wants to see it. */
  privateKey: call(z.object(ofVersion), z.object({ privateKey: z.string() }).nullable()),
  /** Downloads by day and version as a table; null when the author cancels the save dialog. */
  saveDownloads: call(
    z.object({
      packageId: z.string().max(200),
      rows: z
        .array(z.object({ day: z.string().max(10), version: z.string().max(100), downloads: z.int().nonnegative() }))
        .max(100_000),
    }),
    z.object({ savedTo: diskPathSchema }).nullable(),
  ),
  /** Null when the author cancels the save dialog. */
  saveInstallationFile: call(z.object(ofVersion), z.object({ savedTo: diskPathSchema }).nullable()),
  savePackageFile: call(z.object(ofVersion), z.object({ savedTo: diskPathSchema, hash: z.string() }).nullable()),
};
