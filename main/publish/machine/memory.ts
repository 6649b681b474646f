import { z } from 'zod';
import { appErrorSchema, builtArchiveSchema, submissionStateSchema } from '../../../preload/contract.ts';

// What the state machine is made of, as it is journalled.

const sendRouteSchema = z.enum(['upload', 'retry', 'reprocess']);
/** How the bytes (or only the word) go out next. */
export type SendRoute = z.infer<typeof sendRouteSchema>;

const memorySchema = z.object({
  route: sendRouteSchema,
  /** Attempts ever begun; the number of the next one is this plus one. */
  sends: z.int(),
  /** Attempts in a row that ended without a word of the registry on them. */
  failures: z.int(),
  /** 429 answers in a row. */
  limited: z.int(),
  /** Questions asked in a row in the present state. */
  asks: z.int(),
  /** "No such version" answers in a row, and how many of them it takes to believe it. */
  absences: z.int(),
  absencesNeeded: z.int(),
  /** Retries made without being asked. */
  autoRetries: z.int(),
  /** The registry holds this version: its number is used up. */
  accepted: z.boolean(),
  /** An attempt ended unclear, so `version_exists` may be our own doing. */
  doubt: z.boolean(),
  cancelAsked: z.boolean(),
  /** The registry's own upload time of the version before a retry was sent; a later one proves its arrival. */
  previousUploadAt: z.number().nullable(),
  /** When the latest attempt began. */
  sentAt: z.number().nullable().default(null),
  /** When the first attempt began that may have arrived whole though the registry did not say so. */
  claim: z.number().nullable().default(null),
  /** What the registry has was made of our archive: it said so, or it was shown. */
  ours: z.boolean().default(false),
  /** The archive is in the publisher's folder, so it can be sent again. */
  archiveKept: z.boolean(),
  /** The registry refuses to tell, so it is not asked any more before the author has a word. */
  waitsForWord: z.boolean().default(false),
  /** When a version that is being processed is asked for next; null while there is no point in asking. */
  askAt: z.number().nullable(),
});
/** What the state machine remembers beside the state itself. */
export type Memory = Readonly<z.infer<typeof memorySchema>>;

export const machineSchema = z.object({
  state: submissionStateSchema,
  error: appErrorSchema.nullable(),
  interrupted: z.boolean(),
  dryRun: z.boolean(),
  archive: builtArchiveSchema.nullable(),
  memory: z.preprocess(withPresentNames, memorySchema),
});
export type Machine = Readonly<Omit<z.infer<typeof machineSchema>, 'memory'>> & { readonly memory: Memory };

/** Journals of versions up to 0.1 call `previousUploadAt` `stamp`. */
function withPresentNames(memory: unknown): unknown {
  if (typeof memory !== 'object' || memory === null || !('stamp' in memory)) return memory;
  const { stamp, ...others } = memory;
  return { previousUploadAt: stamp, ...others };
}

export const NEW_MEMORY: Memory = {
  route: 'upload',
  sends: 0,
  failures: 0,
  limited: 0,
  asks: 0,
  absences: 0,
  absencesNeeded: 1,
  autoRetries: 0,
  accepted: false,
  doubt: false,
  cancelAsked: false,
  previousUploadAt: null,
  sentAt: null,
  claim: null,
  ours: false,
  archiveKept: false,
  waitsForWord: false,
  askAt: null,
};

export function newMachine(dryRun: boolean): Machine {
  return { state: { phase: 'queued' }, error: null, interrupted: false, dryRun, archive: null, memory: NEW_MEMORY };
}
