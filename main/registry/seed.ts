import { z } from 'zod';
import {
  accessFromFlags,
  needsPrivateKey,
  PACKAGE_TYPES,
  PERMISSIONS,
  parsePartialPackageId,
  parseSelection,
  parseVersion,
  VERSION_STATUSES,
  validateLists,
} from '../../protocol/index.ts';
import { issueToken, NO_PACKAGES } from './accounts/index.ts';
import type { Statements } from './storage/database/store.ts';
import { addPackage, findPackage } from './storage/packages/packages.ts';
import { addVersion, findVersion, type VersionRecord } from './storage/packages/versions.ts';
import { addAuthor, findAuthor, listAuthors } from './storage/people/authors.ts';
import { digestOf, newPrivateKey } from './storage/people/token-text.ts';
import { findTokenByDigest } from './storage/people/tokens.ts';

const packageIds = z.array(z.string()).default([]);
const rows = z.array(z.tuple([z.string(), z.string()])).default([]);

const tokenSchema = z.strictObject({
  token: z.string().min(1),
  /** The sum of the bits; Admin when left out. */
  permissions: z.int().min(0).default(PERMISSIONS.Admin),
  versionUploadPackages: packageIds,
  descriptionUpdatePackages: packageIds,
  updateVersionDataPackages: packageIds,
  viewAnalyticsPackages: packageIds,
});

const authorSchema = z.strictObject({
  authorId: z.string().min(1),
  name: z.string().min(1).optional(),
  email: z.string().min(1).optional(),
  /** Bytes; without it there is no limit. */
  totalStorage: z.int().min(0).nullable().default(null),
  tokens: z.array(tokenSchema).default([]),
});

const versionSchema = z.strictObject({
  version: z.string(),
  /** A version seeded as `processing` stays so: there is no upload to process. */
  status: z.enum(VERSION_STATUSES).default('processed'),
  isPublic: z.boolean().default(true),
  isStored: z.boolean().default(true),
  dependencies: rows,
  incompatibilities: rows,
  xpSelection: z.string().default('*'),
  platforms: z
    .strictObject({ macOS: z.boolean(), windows: z.boolean(), linux: z.boolean() })
    .default({ macOS: true, windows: true, linux: true }),
});

const packageSchema = z.strictObject({
  packageId: z.string(),
  packageName: z.string().min(1).optional(),
  packageType: z.enum(PACKAGE_TYPES).default('other'),
  description: z.string().default('A package of the seed file.'),
  /** The first author of the seed when left out. */
  authorId: z.string().optional(),
  versions: z.array(versionSchema).default([]),
});

/** What a registry is to have from its first moment on; docs/local-registry.md explains it field by field. */
export const seedSchema = z.strictObject({
  authors: z.array(authorSchema).default([]),
  packages: z.array(packageSchema).default([]),
});
export type SeedInput = z.input<typeof seedSchema>;
type Seed = z.output<typeof seedSchema>;
type SeedPackage = Seed['packages'][number];

export class SeedError extends Error {
  override readonly name = 'SeedError';
}

/** Adds what is missing and leaves what is there, so the same seed may be given at every start. */
export async function applySeed(db: Statements, input: unknown): Promise<void> {
  const parsed = seedSchema.safeParse(input);
  if (!parsed.success) throw new SeedError(`The seed is not valid.\n${z.prettifyError(parsed.error)}`);
  await db.transaction(async (inside) => {
    for (const author of parsed.data.authors) await seedAuthor(inside, author);
    const firstAuthor = parsed.data.authors[0]?.authorId ?? (await listAuthors(inside))[0]?.id;
    for (const pkg of parsed.data.packages) await seedPackage(inside, pkg, pkg.authorId ?? firstAuthor);
  });
}

async function seedAuthor(db: Statements, author: Seed['authors'][number]): Promise<void> {
  const { authorId: id } = author;
  if ((await findAuthor(db, id)) === undefined) {
    await addAuthor(db, {
      id,
      name: author.name ?? id,
      email: author.email ?? `${id}@localhost`,
      password: undefined,
      verified: true,
      totalStorage: author.totalStorage ?? undefined,
      nameChangedAt: undefined,
    });
  }
  for (const [index, { token, permissions, ...packages }] of author.tokens.entries()) {
    if ((await findTokenByDigest(db, digestOf(token))) !== undefined) continue;
    const name = `Seeded token ${index + 1}`;
    const wish = { name, permissions, packages: { ...NO_PACKAGES, ...packages }, expiresInDays: undefined };
    await issueToken(db, id, wish, token);
  }
}

async function seedPackage(db: Statements, pkg: SeedPackage, authorId: string | undefined): Promise<void> {
  const id = parsePartialPackageId(pkg.packageId);
  if (!id.ok) throw new SeedError(`The seed's package id ${JSON.stringify(pkg.packageId)} is not valid (${id.code}).`);
  if (authorId === undefined || (await findAuthor(db, authorId)) === undefined) {
    throw new SeedError(`The seed's package ${pkg.packageId} has no author: ${authorId ?? 'no author was given'}.`);
  }
  if ((await findPackage(db, id.value.partial)) === undefined) {
    await addPackage(db, {
      id: id.value.partial,
      name: pkg.packageName ?? id.value.partial,
      authorId,
      type: pkg.packageType,
      description: pkg.description,
    });
  }
  for (const version of pkg.versions) {
    const record = toRecord(id.value.partial, version);
    if ((await findVersion(db, record.packageId, record.version)) === undefined) await addVersion(db, record);
  }
}

function toRecord(packageId: string, seeded: SeedPackage['versions'][number]): VersionRecord {
  const at = `version ${seeded.version} of ${packageId}`;
  const version = parseVersion(seeded.version);
  const selection = parseSelection(seeded.xpSelection);
  const lists = validateLists(packageId, seeded.dependencies, seeded.incompatibilities);
  const flags = { isPublic: seeded.isPublic, isPrivate: !seeded.isPublic, isStored: seeded.isStored };
  const access = accessFromFlags(flags);
  if (!version.ok) throw new SeedError(`The seed's ${at} is not valid (${version.code}).`);
  if (!selection.ok) throw new SeedError(`The X-Plane selection of the seed's ${at} is not valid (${selection.code}).`);
  if (!lists.ok) throw new SeedError(`A list of the seed's ${at} is not valid (${lists.code}).`);
  if (access === undefined) throw new SeedError(`The seed's ${at} is public but not stored.`);
  return {
    packageId,
    version: version.value.canonical,
    orderKey: version.value.orderKey,
    status: seeded.status,
    reason: undefined,
    notes: [],
    isPublic: seeded.isPublic,
    isStored: seeded.isStored,
    privateKey: needsPrivateKey(access) ? newPrivateKey() : undefined,
    dependencies: lists.dependencies,
    incompatibilities: lists.incompatibilities,
    xpSelection: selection.value.canonical,
    platforms: seeded.platforms,
    uploadedAt: Date.now(),
    hash: undefined,
    size: 0,
    installedSize: 0,
  };
}
