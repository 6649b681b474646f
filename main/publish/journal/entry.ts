import { z } from 'zod';
import {
  type Attempt,
  addonKindSchema,
  attemptSchema,
  compressionLevelSchema,
  hasEnded,
  idSchema,
  momentSchema,
  type RetryPlan,
  releaseDraftSchema,
  type Submission,
} from '../../../preload/contract.ts';
import { explainIn, inWords } from '../../../preload/messages/index.ts';
import { machineSchema } from '../machine/index.ts';

/** Tells a file apart from a changed or exchanged one without reading it. Texts, because inodes outgrow numbers. */
export const fileIdentitySchema = z.object({
  dev: z.string(),
  ino: z.string(),
  size: z.string(),
  mtimeNs: z.string(),
  ctimeNs: z.string(),
});
export type FileIdentity = z.infer<typeof fileIdentitySchema>;

/** An attempt without sentences: what its end means is data, or its code says it. Journals of versions up to 2 have words. */
const keptAttemptSchema = attemptSchema.extend({ outcome: z.string().optional() });
export type KeptAttempt = z.infer<typeof keptAttemptSchema>;

/** A submission as the journal keeps it: what crosses to the renderer, and what is needed to go on after a crash. */
const entrySchema = z.object({
  id: idSchema,
  kind: z.enum(['upload', 'retry']),
  connectionId: idSchema,
  addonId: idSchema.nullable(),
  addonName: z.string(),
  addonKind: addonKindSchema,
  draft: releaseDraftSchema,
  level: compressionLevelSchema,
  packageId: z.string(),
  version: z.string(),
  machine: machineSchema,
  attempts: z.array(keptAttemptSchema),
  /** The registry's own name for the upload, where it can process it again without another one. */
  fileId: z.string().nullable(),
  /** The kept archive at the time its hash was known to be right. */
  identity: fileIdentitySchema.nullable(),
  createdAt: momentSchema,
  updatedAt: momentSchema,
});
export type Entry = z.infer<typeof entrySchema>;

/** Undefined where the text is no entry. */
export function readEntry(text: string): Entry | undefined {
  try {
    return entrySchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function toAttempt({ outcome, ...kept }: KeptAttempt): Attempt {
  const { said, code } = kept;
  const words = said ? inWords(said) : explainIn('en', code ?? '').sentence;
  return { ...kept, outcome: outcome ?? words };
}

export function toSubmission(entry: Entry, retry: RetryPlan | undefined): Submission {
  const { machine } = entry;
  return {
    id: entry.id,
    kind: entry.kind,
    dryRun: machine.dryRun,
    connectionId: entry.connectionId,
    addonId: entry.addonId,
    addonName: entry.addonName,
    addonKind: entry.addonKind,
    draft: entry.draft,
    packageId: entry.packageId,
    version: entry.version,
    state: machine.state,
    error: machine.error,
    archive: machine.archive,
    attempts: entry.attempts.map(toAttempt),
    retry: retry ?? null,
    interrupted: machine.interrupted,
    ...(machine.memory.waitsForWord && !hasEnded(machine) && { waitsForWord: true }),
    createdAt: entry.createdAt,
    updatedAt: entry.updatedAt,
  };
}
