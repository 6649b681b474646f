import { z } from 'zod';
import { parsePartialPackageId } from '../identity/package-id.ts';

// A registry without a server: the read-only part as files that any web space can hold.

/** The one file that says what there is. It is replaced in one step, after everything it names is there. */
export const STATIC_INDEX = 'registry.json';
export const STATIC_FORMAT = 'loadmaster-static-registry-1';

/** A package file by its content, so that it never changes and never has to be sent again. */
export function staticFilePath(hash: string): string {
  return `files/${hash}.xpkg`;
}

/** The page of a package, for people. `packages` itself stays free: a live registry has a route of that name. */
export function staticPagePath(packageId: string): string {
  return `package/${packageId}/index.html`;
}

const rows = z.array(z.tuple([z.string(), z.string()]));

const listedVersionParts = {
  version: z.string(),
  dependencies: rows,
  incompatibilities: rows,
  xplaneSelection: z.string(),
  platforms: z.object({ macOS: z.boolean(), windows: z.boolean(), linux: z.boolean() }),
};

/** SHA-256 of a package file, lower-case hex: it becomes a path. */
export const contentHashSchema = z.string().regex(/^[0-9a-f]{64}$/);

const staticVersionSchema = z.object({
  ...listedVersionParts,
  hash: contentHashSchema,
  size: z.number().int().nonnegative(),
});

const packageParts = {
  /** Partial and as it is written everywhere: it becomes a path. */
  packageId: z.string().refine((id) => {
    const read = parsePartialPackageId(id);
    return read.ok && read.value.partial === id;
  }),
  packageName: z.string(),
  authorName: z.string(),
  description: z.string(),
  packageType: z.string(),
};

/** A package of GET /packages, without what only its files say. */
export const listedPackageSchema = z.object({ ...packageParts, versions: z.array(z.object(listedVersionParts)) });

/** Versions lowest first. */
const staticPackageSchema = z.object({ ...packageParts, versions: z.array(staticVersionSchema) });

export const staticRegistrySchema = z.object({
  format: z.literal(STATIC_FORMAT),
  name: z.string(),
  identifier: z.string(),
  description: z.string(),
  /** When this content was signed, later with each export: what is older than one seen before is a copy of then. */
  generated: z.iso.datetime(),
  packages: z.array(staticPackageSchema),
});

export type ListedPackage = z.infer<typeof listedPackageSchema>;
export type StaticVersion = z.infer<typeof staticVersionSchema>;
export type StaticPackage = z.infer<typeof staticPackageSchema>;
export type StaticRegistry = z.infer<typeof staticRegistrySchema>;

/**
 * What lies at STATIC_INDEX: the registry as JSON text and an Ed25519 signature of exactly this text, in one file, so
 * that nobody ever reads the one without the other.
 */
export const signedIndexSchema = z.object({
  format: z.literal(STATIC_FORMAT),
  /** SubjectPublicKeyInfo, base64. */
  publicKey: z.string(),
  /** Base64. */
  signature: z.string(),
  registry: z.string(),
});
export type SignedIndex = z.infer<typeof signedIndexSchema>;
