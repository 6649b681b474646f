import { z } from 'zod';
import { isOverAt } from '../../../preload/contract/phases.ts';
import {
  appErrorSchema,
  destinationPhaseSchema,
  destinationSettingsSchema,
  releaseDraftSchema,
} from '../../../preload/contract.ts';

const progressSchema = z.object({
  settings: destinationSettingsSchema,
  phase: destinationPhaseSchema,
  error: appErrorSchema.nullable(),
  link: z.object({ name: z.string(), url: z.string() }).nullable(),
  /** The version that was there when the author began this; null for none. Undefined until it was looked. */
  foundThere: z.string().nullable().optional(),
});
export type DestinationProgress = z.infer<typeof progressSchema>;

/** A release as the journal keeps it: enough to go on after a crash. */
export const releaseRecordSchema = z.object({
  id: z.string(),
  folder: z.string(),
  folderName: z.string(),
  packageId: z.string(),
  name: z.string(),
  version: z.string(),
  preRelease: z.boolean(),
  notes: z.string(),
  archive: z.object({ path: z.string(), sha256: z.string(), size: z.int() }),
  destinations: z.array(progressSchema),
  /** The form, where an X-Pkg registry is among the destinations. */
  draft: releaseDraftSchema.nullable().default(null),
  createdAt: z.int(),
});
export type ReleaseRecord = z.infer<typeof releaseRecordSchema>;

/** Nothing is left to do, or nothing that helps. */
export function isEnded({ destinations }: Pick<ReleaseRecord, 'destinations'>): boolean {
  return destinations.every(({ phase }) => isOverAt({ phase }) || phase === 'refused');
}
