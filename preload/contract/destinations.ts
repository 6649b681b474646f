import { z } from 'zod';
import { severitySchema } from './addons.ts';
import { appErrorSchema, idSchema, messageSchema, momentSchema, nothingSchema } from './common.ts';
import { call, event } from './define.ts';
import { destinationSettingsSchema } from './destination-settings.ts';
import { releaseDraftSchema } from './release-draft.ts';

const destinationName = z.string().min(1).max(100);

/** How far a release is at one destination. What the phases mean stands in phases.ts. */
export const destinationPhaseSchema = z.enum([
  'waiting',
  'staging',
  'staged',
  'flipping',
  'verifying',
  'done',
  'withdrawn',
  'failed',
  'refused',
]);
export type DestinationPhase = z.infer<typeof destinationPhaseSchema>;

/** Where the password or token of a destination is. `missing`: it needs one and there is none. */
const secretStateSchema = z.enum(['not-needed', 'missing', 'kept', 'session-only', 'environment']);

export const listedDestinationSchema = z.object({
  settings: destinationSettingsSchema,
  secret: secretStateSchema,
  /** The variable that is read before anything else; for CI. */
  secretVariable: z.string(),
});
export type ListedDestination = z.infer<typeof listedDestinationSchema>;

export const destinationListSchema = z.object({
  destinations: z.array(listedDestinationSchema),
  /** Entries of loadmaster.json that cannot be read, a sentence each. */
  faults: z.array(messageSchema),
});
export type DestinationList = z.infer<typeof destinationListSchema>;

/** What an add-on's own folder says of where it is published. `settings` is as complete as could be found out. */
export const foundDestinationSchema = z.object({
  kind: z.enum(['skunkcrafts', 'github']),
  /** Why Loadmaster thinks so. */
  sentence: z.string(),
  said: messageSchema.optional(),
  url: z.string().optional(),
  title: z.string().optional(),
  owner: z.string().optional(),
  repository: z.string().optional(),
  /** Where a branch carries the depot. */
  git: z.object({ remote: z.string(), branch: z.string(), folder: z.string() }).optional(),
  /** The second channel, where the folder has one. */
  betaUrl: z.string().optional(),
  /** What is other about the place of testers, as the form asks for it; where that could be found out. */
  betaWhere: z.string().optional(),
});
export type FoundDestination = z.infer<typeof foundDestinationSchema>;

/** A server nobody has vouched for yet. Only the fingerprint comes back: main remembers what it saw. */
export const unknownServerSchema = z.object({
  kind: z.enum(['ssh', 'certificate']),
  host: z.string(),
  port: z.int(),
  fingerprint: z.string(),
  reason: messageSchema.nullable(),
});
export type UnknownServer = z.infer<typeof unknownServerSchema>;

export const destinationTestSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('reached'), version: z.string().nullable(), found: z.array(messageSchema) }),
  z.object({ state: z.literal('unknown-server'), server: unknownServerSchema, hint: messageSchema.optional() }),
  z.object({ state: z.literal('failed'), error: appErrorSchema }),
]);
export type DestinationTest = z.infer<typeof destinationTestSchema>;

/** What users get at a destination today. */
export const versionAtSchema = z.object({
  name: z.string(),
  version: z.string().nullable(),
  error: appErrorSchema.nullable(),
});
export type VersionAt = z.infer<typeof versionAtSchema>;

export const destinationPlanSchema = z.object({
  name: z.string(),
  plan: z
    .object({
      added: z.int(),
      changed: z.int(),
      deleted: z.int(),
      bytes: z.number(),
      versionThere: z.string().nullable(),
      findings: z.array(
        z.object({
          severity: severitySchema,
          rule: z.string(),
          path: z.string().optional(),
          message: z.string(),
          said: messageSchema.optional(),
        }),
      ),
    })
    .nullable(),
  error: appErrorSchema.nullable(),
});
export type DestinationPlan = z.infer<typeof destinationPlanSchema>;

/** One version on its way to every place where users look, as the journal has it. */
export const releaseSchema = z.object({
  id: idSchema,
  addonId: idSchema.nullable(),
  addonName: z.string(),
  packageId: z.string(),
  version: z.string(),
  createdAt: momentSchema,
  /** 'interrupted': the app ended while it was under way; it goes on when the author says so. */
  state: z.enum(['running', 'interrupted', 'ended']),
  /** A later release went to the same add-on's places: going back is not what a retry is for. */
  superseded: z.boolean(),
  /** Places where testers have it and everybody does not. */
  forTesters: z.array(destinationName),
  destinations: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['skunkcrafts', 'folder', 'zip', 'github', 'xpkg', 'static-site']),
      /** Of an X-Pkg registry: the connection, whose submission has the details. */
      connectionId: idSchema.nullable(),
      phase: destinationPhaseSchema,
      error: appErrorSchema.nullable(),
      link: z.object({ name: z.string(), url: z.string() }).nullable(),
    }),
  ),
});
export type Release = z.infer<typeof releaseSchema>;
export type ReleaseDestination = Release['destinations'][number];

export const withdrawalSchema = z.object({ does: messageSchema, stays: messageSchema });
export type WithdrawalView = z.infer<typeof withdrawalSchema>;

/** One step of a release at one place: a phase, or what taking it back is. Words of an older version may be among them. */
export const releaseStepSchema = z.object({ at: momentSchema, name: z.string(), step: z.string() });
export type ReleaseStep = z.infer<typeof releaseStepSchema>;

/** Of one destination of a release; `name` is null while it is packed, and `id` then the add-on's. */
export const releaseProgressSchema = z.object({
  id: idSchema,
  name: z.string().nullable(),
  done: z.number().nonnegative(),
  total: z.number().nonnegative().nullable(),
});
export type ReleaseProgress = z.infer<typeof releaseProgressSchema>;

export const depotFindingSchema = z.object({
  rule: z.string(),
  severity: severitySchema,
  path: z.string().optional(),
  message: z.string(),
  why: z.string(),
  help: z.string(),
  said: z.object({ message: messageSchema, why: messageSchema, help: messageSchema }).optional(),
  count: z.int(),
  examples: z.array(z.string()),
});
export type DepotFinding = z.infer<typeof depotFindingSchema>;

export const depotReportSchema = z.object({
  depot: z.string(),
  name: z.string().nullable(),
  version: z.string().nullable(),
  listed: z.int(),
  files: z.int(),
  bytes: z.number(),
  findings: z.array(depotFindingSchema),
});
export type DepotReport = z.infer<typeof depotReportSchema>;

const ofAddon = z.object({ addonId: idSchema });
const byId = z.object({ id: idSchema });
/** A folder or an address, as typed. */
const depotPlace = z.string().min(1).max(4096);

/** `registry`: the connection whose X-Pkg registry gets it as well; null for none. `names`: of the destinations. */
const whatToRelease = z.object({
  addonId: idSchema,
  draft: releaseDraftSchema,
  names: z.array(destinationName).max(100),
  registry: idSchema.nullable(),
});

export const destinations = {
  list: call(ofAddon, destinationListSchema),
  /** What can be found out without asking the author. */
  detect: call(ofAddon, z.array(foundDestinationSchema)),
  /**
   * Adds one, or changes the one that is called `was`. An empty secret forgets the one that is kept, none leaves it.
   */
  save: call(
    z.object({
      addonId: idSchema,
      settings: destinationSettingsSchema,
      was: destinationName.optional(),
      secret: z.string().max(100_000).optional(),
    }),
    destinationListSchema,
  ),
  /** Shows the folder of one that lies on this computer. Only where `canReveal`. */
  reveal: call(z.object({ addonId: idSchema, name: destinationName }), nothingSchema),
  /** What was released there stays there. */
  remove: call(z.object({ addonId: idSchema, name: destinationName }), destinationListSchema),
  /** Goes there and looks, changing nothing; also for what is not saved yet. */
  test: call(
    z.object({
      addonId: idSchema,
      settings: destinationSettingsSchema,
      was: destinationName.optional(),
      secret: z.string().max(100_000).optional(),
    }),
    destinationTestSchema,
  ),
  /** The author compared the fingerprint of a server that a test has just met. */
  trust: call(z.object({ fingerprint: z.string().max(500) }), nothingSchema),
  /** What users get today, everywhere at once. */
  versions: call(ofAddon, z.array(versionAtSchema)),
  /**
   * Packs, and says what a release would change at each place; `planned` tells each as soon as it is known. Not `asked`: the page looks by
   * itself, which gives way to everything the author does, packs no large folder, and shows secrets to nobody new.
   */
  plan: call(whatToRelease.extend({ asked: z.boolean() }), z.array(destinationPlanSchema)),
  /** Ends a look that nobody asked for. */
  stopPlan: call(ofAddon, nothingSchema),
  /** Checks, packs and starts it; `changed` tells how it goes. */
  release: call(whatToRelease, releaseSchema),
  releases: call(z.object({ limit: z.int().min(1).max(1000) }), z.array(releaseSchema)),
  /** Its whole story, oldest first. */
  log: call(byId, z.array(releaseStepSchema)),
  /** Goes on with what is not there yet, at one destination or at all. */
  retry: call(
    z.object({
      id: idSchema,
      name: destinationName.optional(),
      /** Goes on where another machine's release has locked a depot: the author says that it was stopped. */
      takeOver: z.boolean().optional(),
    }),
    releaseSchema,
  ),
  /** What taking it back from one place would come to; nothing is done yet. */
  planWithdrawal: call(z.object({ id: idSchema, name: destinationName }), withdrawalSchema),
  /** The author read that and said yes. */
  withdraw: call(z.object({ id: idSchema, name: destinationName }), releaseSchema),
  /** What making it everybody's would change where testers have it; asks first whether they have this very release. */
  planPromotion: call(byId, z.array(destinationPlanSchema)),
  /** The author read that and said yes. */
  promote: call(byId, releaseSchema),
  retryAllFailed: call(nothingSchema, z.object({ started: z.array(idSchema) })),
  /** What users already see stays; everything else ends and can be retried. */
  cancel: call(byId, releaseSchema),
  dismiss: call(byId, nothingSchema),
  checkDepot: call(
    z.object({ where: depotPlace, previous: depotPlace.optional(), listsOnly: z.boolean() }),
    depotReportSchema,
  ),
  /** Stops the check of a depot that is under way. */
  stopDepotCheck: call(nothingSchema, nothingSchema),

  /** The destinations of an add-on are others than before. */
  listed: event(ofAddon),
  changed: event(releaseSchema),
  dismissed: event(byId),
  progress: event(releaseProgressSchema),
  planned: event(z.object({ addonId: idSchema, version: z.string(), plan: destinationPlanSchema })),
  depotProgress: event(z.object({ files: z.int(), listed: z.int(), bytes: z.number() })),
};
