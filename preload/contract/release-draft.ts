import { z } from 'zod';
import { DRAFT_LIMITS } from './draft-limits.ts';

// A file of its own: the terminal's check reads what an author typed, and needs no other schema of the contract.

export const platformsSchema = z.object({ macOS: z.boolean(), windows: z.boolean(), linux: z.boolean() });

export const accessSchema = z.enum(['public', 'private', 'not-stored']);

/** One row of a list editor as typed: [package id, version selection]. */
export const listRowSchema = z.tuple([z.string().max(DRAFT_LIMITS.cell), z.string().max(DRAFT_LIMITS.cell)]);

/**
 * The release form as the author typed it, right or wrong: a draft must survive a crash before it is valid.
 * What it is worth is said by protocol's `checkRelease`.
 */
export const releaseDraftSchema = z.object({
  packageId: z.string().max(DRAFT_LIMITS.cell),
  packageVersion: z.string().max(DRAFT_LIMITS.cell),
  xpSelection: z.string().max(DRAFT_LIMITS.selection),
  access: accessSchema,
  platforms: platformsSchema,
  dependencies: z.array(listRowSchema).max(1000),
  incompatibilities: z.array(listRowSchema).max(1000),
  notes: z.string().max(DRAFT_LIMITS.notes),
});
export type ReleaseDraft = z.infer<typeof releaseDraftSchema>;
