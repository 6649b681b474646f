import { z } from 'zod';
import { addonKindSchema, changeCountsSchema, changedFileSchema, findingSchema } from './addons.ts';
import { builtArchiveSchema, compressionLevelSchema } from './archive.ts';
import { appErrorSchema, idSchema, messageSchema, momentSchema, nothingSchema, progressSchema } from './common.ts';
import { call, event } from './define.ts';
import { foundNotesSchema } from './notes.ts';
import { platformsSchema, releaseDraftSchema } from './release-draft.ts';

/** One try at sending, as an author quotes it when asking for help. */
export const attemptSchema = z.object({
  number: z.int().positive(),
  startedAt: momentSchema,
  endedAt: momentSchema.nullable(),
  route: z.enum(['upload', 'retry', 'reprocess', 'status']),
  httpStatus: z.int().nullable(),
  code: z.string().nullable(),
  bytesSent: z.number(),
  /** In English; `said` is the same as data. What has none is said by its code, or is of a version that kept words. */
  outcome: z.string(),
  said: messageSchema.optional(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** One line of a submission's log: what happened, and the phase it led to. Words of an older version may be among them. */
export const logLineSchema = z.object({ at: momentSchema, event: z.string(), phase: z.string() });
export type LogLine = z.infer<typeof logLineSchema>;

/** The one state machine of a submission (docs/architecture.md). `at` of a state is when it was entered. */
export const submissionStateSchema = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('queued') }),
  z.object({ phase: z.literal('building') }),
  z.object({ phase: z.literal('blocked'), findings: z.array(findingSchema) }),
  z.object({ phase: z.literal('built') }),
  z.object({
    phase: z.literal('waiting'),
    until: momentSchema,
    reason: z.enum(['rate-limit', 'offline', 'server-trouble', 'auto-retry']),
  }),
  z.object({ phase: z.literal('sending'), attempt: z.int().positive() }),
  /** The registry may or may not have it; Loadmaster is asking. */
  z.object({ phase: z.literal('uncertain'), nextCheckAt: momentSchema.nullable() }),
  z.object({ phase: z.literal('processing'), since: momentSchema, cancelAsked: z.boolean() }),
  z.object({ phase: z.literal('processed'), hash: z.string().nullable(), size: z.number().nullable() }),
  z.object({ phase: z.literal('failed'), status: z.string() }),
  z.object({ phase: z.literal('rejected'), httpStatus: z.int() }),
  /** Work that could not go on by itself: archive gone, disk full, metadata on the registry differs from ours. */
  z.object({ phase: z.literal('stopped') }),
  z.object({ phase: z.literal('cancelled'), versionUsed: z.boolean() }),
  /** A rehearsal of everything but the sending, done. */
  z.object({ phase: z.literal('rehearsed') }),
]);
export type SubmissionState = z.infer<typeof submissionStateSchema>;
export type SubmissionPhase = SubmissionState['phase'];

/** What one click on Retry will do, said before it is done. */
export const retryPlanSchema = z.object({
  what: z.enum(['send-again', 'rebuild', 'reprocess', 'check', 'new-version', 'sign-in', 'nothing']),
  sentence: z.string(),
  said: messageSchema.optional(),
  /** The draft of the new version where only a new number can help. */
  nextVersion: z.string().nullable(),
});
export type RetryPlan = z.infer<typeof retryPlanSchema>;

export const submissionSchema = z.object({
  id: idSchema,
  kind: z.enum(['upload', 'retry']),
  dryRun: z.boolean(),
  connectionId: idSchema,
  addonId: idSchema.nullable(),
  addonName: z.string(),
  addonKind: addonKindSchema,
  draft: releaseDraftSchema,
  /** Canonical, as the registry stores them. */
  packageId: z.string(),
  version: z.string(),
  state: submissionStateSchema,
  error: appErrorSchema.nullable(),
  archive: builtArchiveSchema.nullable(),
  attempts: z.array(attemptSchema),
  retry: retryPlanSchema.nullable(),
  /** It was under way when the app ended, and waits for the author's word to go on. */
  interrupted: z.boolean(),
  /** The registry has it or may have it, but refuses to tell this token: it is asked again when the author says so. */
  waitsForWord: z.boolean().optional(),
  createdAt: momentSchema,
  updatedAt: momentSchema,
});
export type Submission = z.infer<typeof submissionSchema>;

export const formFaultSchema = appErrorSchema.extend({ field: z.string() });
export type FormFault = z.infer<typeof formFaultSchema>;

/** Everything the release form opens with. */
export const releaseStartSchema = z.object({
  draft: releaseDraftSchema,
  /** Where the draft came from: kept by Loadmaster, the last version on the registry, or detection alone. */
  origin: z.enum(['kept', 'last-version', 'detected']),
  /** The file that the draft's version was read from; null when it is a suggestion, or the author's. */
  versionFrom: z.string().nullable(),
  previous: releaseDraftSchema.nullable(),
  takenVersions: z.array(z.object({ version: z.string(), status: z.string() })),
  suggestions: z.array(
    z.object({ version: z.string(), label: z.enum(['patch', 'minor', 'major', 'pre-release', 'release', 'first']) }),
  ),
  detectedPlatforms: platformsSchema,
  /** Null when the registry could not be asked; the form works all the same. */
  registryError: appErrorSchema.nullable(),
  /** The newest version of this add-on on another registry, as it was sent; null when there is none. */
  elsewhere: z.object({ connectionId: idSchema, version: z.string(), draft: releaseDraftSchema }).nullable(),
  changes: z.object({ counts: changeCountsSchema, files: z.array(changedFileSchema) }).nullable(),
  /** What the change log or the commits tell of the draft's version. */
  foundNotes: foundNotesSchema.nullable(),
});
export type ReleaseStart = z.infer<typeof releaseStartSchema>;

const byId = z.object({ id: idSchema });
const target = { addonId: idSchema, connectionId: idSchema };

export const publish = {
  startRelease: call(z.object(target), releaseStartSchema),
  /**
   * `page` comes back with `draftKept`, so that a page knows its own. `over`: what the page knew to be kept when this
   * was typed; refused with `draft_changed` where something else is kept by now.
   */
  keepDraft: call(
    z.object({
      ...target,
      draft: releaseDraftSchema,
      over: releaseDraftSchema.optional(),
      page: idSchema.optional(),
    }),
    nothingSchema,
  ),
  dropDraft: call(z.object(target), nothingSchema),
  /** Everything the registry would refuse that can be known before sending; what needs the network is included when it answers. */
  check: call(z.object({ ...target, draft: releaseDraftSchema }), z.array(formFaultSchema)),
  submit: call(
    z.object({ ...target, draft: releaseDraftSchema, dryRun: z.boolean(), level: compressionLevelSchema.optional() }),
    submissionSchema,
  ),
  list: call(z.object({ limit: z.int().min(1).max(1000) }), z.array(submissionSchema)),
  get: call(byId, submissionSchema),
  /** Its whole story, oldest first. */
  log: call(byId, z.array(logLineSchema)),
  planRetry: call(
    z.object({ connectionId: idSchema, packageId: z.string(), version: z.string(), addonId: idSchema.optional() }),
    retryPlanSchema,
  ),
  /** One click: whatever `planRetry` said. Also for versions that another machine uploaded. */
  retry: call(
    z.object({ connectionId: idSchema, packageId: z.string(), version: z.string(), addonId: idSchema.optional() }),
    submissionSchema,
  ),
  retryAllFailed: call(
    z.object({ connectionId: idSchema.optional() }),
    z.object({
      started: z.array(idSchema),
      skipped: z.array(z.object({ id: idSchema, sentence: z.string(), said: messageSchema.optional() })),
    }),
  ),
  /** Answers with what is true after the cancel, not with what was hoped for. */
  cancel: call(byId, z.object({ submission: submissionSchema, sentence: z.string(), said: messageSchema.optional() })),
  /** Goes on with work that the end of the app interrupted. */
  resume: call(byId, submissionSchema),
  /** Takes an ended submission out of the history. */
  dismiss: call(byId, nothingSchema),
  clearHistory: call(nothingSchema, nothingSchema),
  revealArchive: call(byId, nothingSchema),

  changed: event(submissionSchema),
  /** Another tab may show the same form; null when the draft was dropped. */
  draftKept: event(z.object({ ...target, draft: releaseDraftSchema.nullable(), page: idSchema.optional() })),
  dismissed: event(byId),
  progress: event(progressSchema),
};
