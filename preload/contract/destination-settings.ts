import { z } from 'zod';
import { isDepotCfgValue } from '../../protocol/index.ts';
import type { Finding } from './addons.ts';
import { LANGUAGES } from './languages.ts';

// A destination as it stands in loadmaster.json: no secrets, nothing of this machine.

const limitsSchema = z.object({
  atOnce: z.int().min(1).max(16).optional(),
  bytesPerSecond: z.int().min(1024).optional(),
});
const port = z.int().min(1).max(65_535);
const name = z.string().min(1).max(100);

/** The environment variable that holds the password or token; one after the destination's name otherwise. */
const secretEnvSchema = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/)
  .optional();

/** What every place has, and what is no part of where it is. */
const common = { limits: limitsSchema.optional(), secretEnv: secretEnvSchema };

/** Where the files of a destination lie, and what carries them there. */
export const destinationPlaceSchema = z.discriminatedUnion('carrier', [
  z.object({ carrier: z.literal('folder'), path: z.string().min(1), ...common }),
  z.object({
    carrier: z.literal('git'),
    remote: z.string().min(1),
    branch: z.string().min(1),
    folder: z.string().optional(),
    ...common,
  }),
  z.object({
    carrier: z.literal('sftp'),
    host: z.string().min(1),
    port: port.optional(),
    user: z.string().min(1),
    folder: z.string(),
    login: z.enum(['password', 'key', 'agent']).optional(),
    keyFile: z.string().optional(),
    ...common,
  }),
  z.object({
    carrier: z.literal('ftp'),
    host: z.string().min(1),
    port: port.optional(),
    user: z.string().min(1),
    folder: z.string(),
    /** Encrypted unless the author says otherwise. */
    tls: z.enum(['explicit', 'implicit', 'none']).optional(),
    ...common,
  }),
  z.object({ carrier: z.literal('webdav'), url: z.url({ protocol: /^https?$/ }), user: z.string(), ...common }),
  z.object({
    carrier: z.literal('s3'),
    bucket: z.string().min(1),
    folder: z.string().optional(),
    /** Of a service that is not Amazon's. */
    endpoint: z.url({ protocol: /^https?$/ }).optional(),
    region: z.string().min(1).optional(),
    accessKey: z.string().min(1).optional(),
    publicRead: z.boolean().optional(),
    ...common,
  }),
]);
export type DestinationPlace = z.infer<typeof destinationPlaceSchema>;

export const channelSchema = z.object({
  /** The address at which users reach the folder: `module` of the cfg. Without one nothing can be read back as users would. */
  url: z.url({ protocol: /^https?$/ }),
  place: destinationPlaceSchema,
});

const zipName = z.string().regex(/^[^/\\]+\.zip$/i);
const namePart = z.string().regex(/^[A-Za-z0-9._-]+$/);

export const destinationSettingsSchema = z.discriminatedUnion('kind', [
  /** A SkunkCrafts depot, with a second one for pre-releases where the author wants it. */
  z.object({
    kind: z.literal('skunkcrafts'),
    name,
    ...channelSchema.shape,
    beta: channelSchema.optional(),
    /** What the updater calls the add-on. */
    title: z.string().refine(isDepotCfgValue, 'value.depotTitle').optional(),
    /** Files that are the user's once he has them, as paths or with * for any part of a name. */
    once: z.array(z.string()).optional(),
    liveries: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('folder'), name, place: destinationPlaceSchema }),
  z.object({
    kind: z.literal('zip'),
    name,
    /** The folder the zip is put into. */
    path: z.string().min(1),
    /** With {name}, {version}, {id} and {folder}. */
    pattern: zipName.optional(),
  }),
  z.object({
    kind: z.literal('github'),
    name,
    owner: namePart,
    repository: namePart,
    /** With {version}. */
    tag: z.string().includes('{version}').optional(),
    /** A commit or branch at which a missing tag is made; the default branch otherwise. */
    commit: z.string().min(1).optional(),
    /** Of the zip, with {name}, {version}, {id} and {folder}. */
    asset: zipName.optional(),
    /** Of a GitHub Enterprise server. */
    api: z.url({ protocol: /^https?$/ }).optional(),
    secretEnv: secretEnvSchema,
  }),
  z.object({
    kind: z.literal('xpkg'),
    name,
    /** The name or address of a connection; `local` for the registry inside Loadmaster. */
    registry: z.string().min(1),
  }),
  /** The public part of a registry as files on a web space, kept up to date with each release. */
  z.object({
    kind: z.literal('static-site'),
    name,
    /** The name or address of a connection; `local` for the registry inside Loadmaster. */
    registry: z.string().min(1),
    /** What the site calls itself; the registry's own name otherwise. */
    title: z.string().min(1).max(100).optional(),
    /** Of its pages; English otherwise. */
    language: z.enum(LANGUAGES).optional(),
    ...channelSchema.shape,
  }),
]);
export type DestinationSettings = z.infer<typeof destinationSettingsSchema>;
export type DestinationKind = DestinationSettings['kind'];

/** Whether testers get versions there before everybody does: a depot with a second channel, and GitHub with its pre-releases. */
export function hasTesters(settings: DestinationSettings): boolean {
  return settings.kind === 'github' || (settings.kind === 'skunkcrafts' && settings.beta !== undefined);
}

/** About scripts that only an X-Pkg client runs. Users of a depot, a zip or a mirror never see them. */
const OF_REGISTRIES: ReadonlySet<string> = new Set(['install-script']);

/** The findings that a release to these places must not go out with. */
export function standsInTheWay<F extends Pick<Finding, 'severity' | 'rule'>>(
  findings: readonly F[],
  settings: readonly Pick<DestinationSettings, 'kind'>[],
): F[] {
  const hasRegistry = settings.some(({ kind }) => kind === 'xpkg');
  return findings.filter(({ severity, rule }) => severity === 'error' && (hasRegistry || !OF_REGISTRIES.has(rule)));
}
