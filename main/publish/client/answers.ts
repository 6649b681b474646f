import { z } from 'zod';
import { ROLES, selectionNames, selectionOf } from '../../../protocol/index.ts';

// What a registry answers. Old servers, the documents and the embedded registry spell some things differently; unknown
// fields are kept, missing ones get a value that claims nothing.

const platforms = z.object({
  macOS: z.boolean().default(false),
  windows: z.boolean().default(false),
  linux: z.boolean().default(false),
});

const rows = z.array(z.tuple([z.string(), z.string()])).default([]);
const text = z.string().nullish();
const count = z.number().nullish();

export const metaSchema = z.looseObject({ name: z.string(), identifier: text, description: text });

const versionParts = {
  packageVersion: text,
  version: text,
  isPublic: z.boolean().default(false),
  isStored: z.boolean().default(false),
  downloads: count,
  installs: count,
  status: z.string(),
  dependencies: rows,
  incompatibilities: rows,
  size: count,
  installedSize: count,
  ...selectionNames,
  platforms: platforms.default({ macOS: false, windows: false, linux: false }),
  uploadDate: z.union([z.string(), z.number()]).nullish(),
  hash: text,
  loc: text,
  privateKey: text,
};

/** A version as its owner sees it. */
export const versionDataSchema = z.looseObject(versionParts).transform((raw, context) => {
  const version = raw.packageVersion ?? raw.version;
  if (typeof version !== 'string') {
    context.addIssue({ code: 'custom', message: 'no version', path: ['packageVersion'] });
    return z.NEVER;
  }
  const uploaded =
    raw.uploadDate === null || raw.uploadDate === undefined ? Number.NaN : new Date(raw.uploadDate).getTime();
  return {
    ...raw,
    packageVersion: version,
    ...selectionOf(raw),
    downloads: raw.downloads ?? raw.installs ?? 0,
    uploadedAt: Number.isNaN(uploaded) ? null : uploaded,
  };
});
export type VersionData = z.infer<typeof versionDataSchema>;

const packageParts = {
  packageId: z.string(),
  packageName: z.string().default(''),
  description: z.string().default(''),
  packageType: z.string().default('other'),
};

export const ownPackageSchema = z.looseObject({ ...packageParts, versions: z.array(versionDataSchema).default([]) });
export type OwnPackage = z.infer<typeof ownPackageSchema>;

export const ownPackagesSchema = z
  .looseObject({ packages: z.array(ownPackageSchema).nullish(), data: z.array(ownPackageSchema).nullish() })
  .transform((raw) => raw.packages ?? raw.data ?? []);

export const ownVersionSchema = z.looseObject({ ...packageParts, versionData: versionDataSchema });

export const publicPackagesSchema = z
  .looseObject({
    packages: z.array(
      z.looseObject({
        ...packageParts,
        versions: z.array(z.looseObject({ version: text, packageVersion: text })).default([]),
      }),
    ),
  })
  .transform((raw) => raw.packages);

export const packageInfoSchema = z.looseObject({ loc: text, hash: text, dependencies: rows, incompatibilities: rows });
export type PackageInfo = z.infer<typeof packageInfoSchema>;

const holder = z.looseObject({ id: z.string(), name: z.string(), role: z.enum(ROLES) });

export const packageRolesSchema = z.looseObject({
  role: z.enum(ROLES),
  author: z.looseObject({ id: z.string(), name: text.transform((name) => name ?? '') }),
  members: z.array(holder),
  /** Asked, and not answered yet. */
  invited: z.array(holder).default([]),
  teams: z.array(holder),
});

/** Null where the role is given at once; else the name of who is asked first. */
export const roleGivenSchema = z.looseObject({ invited: z.string() }).nullable();

/** Undefined where there is none: nothing said, nothing given, or a number that stands for "as much as you like". */
function storageLimit(bytes: number | undefined): number | undefined {
  return typeof bytes === 'number' && bytes > 0 && bytes < Number.MAX_SAFE_INTEGER ? bytes : undefined;
}

export const accountSchema = z
  .looseObject({
    id: z.union([z.string(), z.number()]).transform(String),
    name: z.string(),
    usedStorage: z.number().default(0),
    totalStorage: z
      .number()
      .nullish()
      .transform((bytes) => storageLimit(bytes ?? undefined) ?? null),
    isVerified: z.boolean().nullish(),
    verified: z.boolean().nullish(),
  })
  .transform((raw) => ({ ...raw, isVerified: raw.isVerified ?? raw.verified ?? null }));
export type Account = z.infer<typeof accountSchema>;

export const downloadsSchema = z.array(
  z.looseObject({ timestamp: z.union([z.string(), z.number()]), downloads: z.number() }),
);

export const fileSchema = z.looseObject({
  id: z.string(),
  name: z.string().default(''),
  status: text,
  created_at: text,
});
export type StoredFile = z.infer<typeof fileSchema>;

export const filesSchema = z
  .looseObject({ data: z.array(fileSchema), has_more: z.boolean().default(false), last_id: text })
  .transform((raw) => ({ files: raw.data, hasMore: raw.has_more, lastId: raw.last_id ?? null }));

export const filesRetrySchema = z.looseObject({ success: z.boolean() });
