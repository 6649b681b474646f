import { z } from 'zod';
import { appErrorSchema, diskPathSchema, idSchema, nothingSchema, progressSchema, sha256Schema } from './common.ts';
import { call, event } from './define.ts';

export const compressionLevelSchema = z.union([z.literal(1), z.literal(6)]);

export const builtArchiveSchema = z.object({
  sha256: sha256Schema,
  size: z.number(),
  files: z.int(),
  bytes: z.number(),
  reusedBytes: z.number(),
  durationMs: z.number(),
});
export type BuiltArchive = z.infer<typeof builtArchiveSchema>;

/** What an archive would weigh, and how much of its files the last one would give. */
export const archiveEstimateSchema = z.object({ bytes: z.number(), size: z.number(), reusedBytes: z.number() });
export type ArchiveEstimate = z.infer<typeof archiveEstimateSchema>;

const buildEndSchema = z.object({
  jobId: idSchema,
  addonId: idSchema,
  built: builtArchiveSchema.nullable(),
  cancelled: z.boolean(),
  error: appErrorSchema.nullable(),
});
export type BuildEnd = z.infer<typeof buildEndSchema>;

export const archive = {
  /** A newer question about the same add-on ends an older one. */
  estimate: call(z.object({ addonId: idSchema }), archiveEstimateSchema),
  /** Starts a build and answers with its job; `ended` tells how it went. */
  build: call(
    z.object({ addonId: idSchema, level: compressionLevelSchema.optional(), fresh: z.boolean().optional() }),
    z.object({ jobId: idSchema }),
  ),
  cancel: call(z.object({ jobId: idSchema }), nothingSchema),
  /** Copies the newest archive of the add-on to a place the author chooses; null when the author cancels. */
  saveCopy: call(z.object({ addonId: idSchema }), z.object({ savedTo: diskPathSchema }).nullable()),
  cacheUse: call(nothingSchema, z.object({ bytes: z.number(), archives: z.int() })),
  clearCache: call(nothingSchema, z.object({ freedBytes: z.number() })),

  progress: event(progressSchema.extend({ addonId: idSchema })),
  ended: event(buildEndSchema),
};
