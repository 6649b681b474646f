import { z } from 'zod';
import { PACKAGE_TYPES } from '../../protocol/index.ts';
import { diskPathSchema, idSchema, innerPathSchema, messageSchema, momentSchema, nothingSchema } from './common.ts';
import { call, event } from './define.ts';
import { filePreviewSchema, textDifferenceSchema } from './preview.ts';
import { platformsSchema } from './release-draft.ts';

export const addonKindSchema = z.enum([
  'aircraft',
  'scenery',
  'library',
  'plugin',
  'livery',
  'flywithlua',
  'xppython3',
  'csl',
  'navdata',
  'other',
]);
export type AddonKind = z.infer<typeof addonKindSchema>;
export const addonKinds = addonKindSchema.options;

export const severitySchema = z.enum(['error', 'warning', 'note']);
export type Severity = z.infer<typeof severitySchema>;

/** One thing preflight has to say. An `error` blocks publishing. The id is stable while the finding is the same one. */
export const findingSchema = z.object({
  id: idSchema,
  rule: z.string(),
  severity: severitySchema,
  path: innerPathSchema.optional(),
  /** More paths of which the same is said. */
  also: z.array(innerPathSchema).optional(),
  message: z.string(),
  why: z.string(),
  fix: z.object({ label: z.string(), description: z.string() }).optional(),
  /** Libraries that users need besides, and how the release text says so. */
  libraries: z.object({ names: z.array(z.string()), sentence: z.string() }).optional(),
  /** The sentences above as data, for another language. */
  said: z
    .object({
      message: messageSchema,
      why: messageSchema,
      label: messageSchema.optional(),
      description: messageSchema.optional(),
      libraries: messageSchema.optional(),
    })
    .optional(),
});
export type Finding = z.infer<typeof findingSchema>;

export const findingCountsSchema = z.object({
  error: z.int().nonnegative(),
  warning: z.int().nonnegative(),
  note: z.int().nonnegative(),
});

/** Whether the folder on screen is the folder on disk, said honestly. */
export const watchStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('starting') }),
  z.object({ state: z.literal('watching') }),
  z.object({ state: z.literal('off'), reason: z.string(), said: messageSchema.optional() }),
  z.object({ state: z.literal('missing') }),
]);
export type WatchState = z.infer<typeof watchStateSchema>;

export const changeCountsSchema = z.object({
  since: z.string(),
  added: z.int().nonnegative(),
  changed: z.int().nonnegative(),
  removed: z.int().nonnegative(),
});

/** What a Hangar card shows. `reading` until the first scan has ended. */
export const addonSummarySchema = z.object({
  id: idSchema,
  folder: diskPathSchema,
  name: z.string(),
  kind: addonKindSchema,
  packageId: z.string().nullable(),
  packageType: z.enum(PACKAGE_TYPES).nullable(),
  platforms: platformsSchema,
  state: z.enum(['reading', 'ready', 'missing', 'failed']),
  problem: z.string().nullable(),
  problemSaid: messageSchema.optional(),
  sizeBytes: z.number().nonnegative(),
  fileCount: z.int().nonnegative(),
  findings: findingCountsSchema,
  watch: watchStateSchema,
  lastPublished: z
    .object({ connectionId: idSchema, version: z.string(), status: z.string(), at: momentSchema })
    .nullable(),
  changedSince: changeCountsSchema.nullable(),
  /** Changes with the picture that shows the add-on, which `picture` hands out; null where it has none. */
  picture: z.string().nullable().default(null),
});
export type AddonSummary = z.infer<typeof addonSummarySchema>;

/** What an author decided about an add-on and keeps in its loadmaster.json. */
export const addonProjectSchema = z.object({
  packageId: z.string().optional(),
  packageName: z.string().optional(),
  packageType: z.enum(PACKAGE_TYPES).optional(),
  ignore: z.array(z.string()).optional(),
  scripts: z
    .object({ install: z.string().optional(), uninstall: z.string().optional(), upgrade: z.string().optional() })
    .optional(),
  resources: z.array(z.string()).optional(),
});
export type AddonProject = z.infer<typeof addonProjectSchema>;

export const addonDetailsSchema = z.object({
  summary: addonSummarySchema,
  project: addonProjectSchema,
  projectSaved: z.boolean(),
  suggested: z.object({
    packageId: z.string(),
    packageName: z.string(),
    packageType: z.enum(PACKAGE_TYPES),
    description: z.string().nullable(),
    /** The read-me that the description was read from; null where it is the add-on's own, or there is none. */
    descriptionFrom: z.string().nullable(),
    installScript: z.string().nullable(),
    uninstallScript: z.string().nullable(),
  }),
  /** Why the kind and the platforms are what they are, in sentences. */
  evidence: z.array(messageSchema),
  /** What happened to the folder between the last two times it was open; null when it is open for the first time. */
  whileAway: z
    .object({ added: z.int().nonnegative(), changed: z.int().nonnegative(), removed: z.int().nonnegative() })
    .nullable(),
});
export type AddonDetails = z.infer<typeof addonDetailsSchema>;

/**
 * The contents tree, column by column: 50,000 rows as objects would cost the bridge four times as much.
 * `ignoredBy[i]` is an index into `rules`, or -1 for what will be packed.
 */
export const addonContentsSchema = z.object({
  paths: z.array(z.string()),
  /** Null where nobody has looked, as below a folder that is left out. */
  sizes: z.array(z.number().nullable()),
  ignoredBy: z.array(z.int()),
  rules: z.array(z.object({ pattern: z.string(), source: z.string(), said: messageSchema.optional() })),
  /** Where things lie in the zip: below `folder`, but for what is `moved`: a file, or a folder that ends with a slash. */
  zip: z.object({ folder: z.string(), moved: z.array(z.object({ from: z.string(), to: z.string() })) }),
});
export type AddonContents = z.infer<typeof addonContentsSchema>;

export const addonCandidateSchema = z.object({
  folder: diskPathSchema,
  name: z.string(),
  kind: addonKindSchema,
  suggestedId: z.string(),
  /** Already in the Hangar under this id. */
  knownAs: idSchema.nullable(),
});
export type AddonCandidate = z.infer<typeof addonCandidateSchema>;

export const changedFileSchema = z.object({
  path: innerPathSchema,
  change: z.enum(['added', 'changed', 'removed']),
  sizeBefore: z.number().nullable(),
  sizeNow: z.number().nullable(),
});

export type ChangedFile = z.infer<typeof changedFileSchema>;

/** What a fix would do, shown before it is done. `token` binds the agreement to what was shown. */
export const fixPreviewSchema = z.object({
  token: idSchema,
  title: z.string(),
  steps: z.array(
    z.object({
      kind: z.enum(['create', 'edit', 'rename', 'delete']),
      path: innerPathSchema,
      to: innerPathSchema.optional(),
      before: z.string().optional(),
      after: z.string().optional(),
    }),
  ),
});
export type FixPreview = z.infer<typeof fixPreviewSchema>;

export const sampleKindSchema = z.enum(['aircraft', 'scenery', 'library', 'plugin', 'livery', 'flywithlua', 'mess']);
export type SampleKind = z.infer<typeof sampleKindSchema>;

const byId = z.object({ id: idSchema });

const comparedSchema = z.object({ id: idSchema, from: z.string().max(200), to: z.string().max(200).nullable() });

const buildsSchema = z.object({
  paths: z.array(diskPathSchema).min(1).max(100),
  /** What the plugin files are called; as in the builds where it is left out. */
  name: z
    .string()
    .max(100)
    .regex(/^\w[\w. -]*$/)
    .optional(),
});

export const gatherPlanSchema = z.object({
  /** `joined`: two slices for macOS become one file. `conflict`: the builds have different files for one place. */
  places: z.array(
    z.object({
      path: z.string(),
      from: z.array(z.string()),
      state: z.enum(['one', 'same', 'joined', 'conflict']),
    }),
  ),
  /** Of the plugin files; more than one when the builds disagree. */
  names: z.array(z.string()),
  /** A new folder beside the builds. */
  out: z.string(),
});
export type GatherPlan = z.infer<typeof gatherPlanSchema>;

export const addons = {
  list: call(nothingSchema, z.array(addonSummarySchema)),
  /** What add-ons a picked folder holds, at, above or below it. */
  inspect: call(z.object({ folder: diskPathSchema }), z.array(addonCandidateSchema)),
  add: call(z.object({ folder: diskPathSchema }), addonSummarySchema),
  /** Builds of several systems, folders, zips or plugins: what of them would go where in one plugin. Writes nothing. */
  lookAtBuilds: call(buildsSchema, gatherPlanSchema),
  /** Makes the plugin in a new folder, which is there whole or not at all. */
  gather: call(buildsSchema.extend({ out: diskPathSchema }), z.object({ folder: z.string() })),
  /** The folder was moved or renamed: the same add-on, with its history and drafts, lies there now. */
  locate: call(z.object({ id: idSchema, folder: diskPathSchema }), addonSummarySchema),
  /** Takes the add-on off the list; nothing on disk is touched, and adding the folder again brings it back as it was. */
  remove: call(byId, nothingSchema),
  details: call(byId, addonDetailsSchema),
  /** The icon of an aircraft, or what its author named a picture of it, as a data address; null where there is none. */
  picture: call(byId, z.string().nullable()),
  contents: call(byId, addonContentsSchema),
  /** One file of the contents, to look at. */
  preview: call(z.object({ id: idSchema, path: innerPathSchema }), filePreviewSchema),
  findings: call(byId, z.array(findingSchema)),
  refresh: call(byId, addonSummarySchema),
  explainIgnore: call(
    z.object({ id: idSchema, path: innerPathSchema }),
    z.object({ pattern: z.string(), source: z.string(), said: messageSchema.optional() }).nullable(),
  ),
  saveProject: call(z.object({ id: idSchema, project: addonProjectSchema }), addonDetailsSchema),
  changes: call(
    z.object({ id: idSchema, version: z.string().optional() }),
    z.object({ since: z.string(), files: z.array(changedFileSchema) }).nullable(),
  ),
  /** Two versions of the registry in use, or one and the folder as it is (`to` is null). `unknown` are those whose files are not known here. */
  compare: call(comparedSchema, z.object({ unknown: z.array(z.string()), files: z.array(changedFileSchema) })),
  compareText: call(comparedSchema.extend({ path: innerPathSchema }), textDifferenceSchema),
  previewFix: call(z.object({ id: idSchema, findingId: idSchema }), fixPreviewSchema),
  applyFix: call(z.object({ id: idSchema, token: idSchema }), z.object({ undoId: idSchema })),
  undoFix: call(z.object({ id: idSchema, undoId: idSchema }), nothingSchema),
  createSample: call(z.object({ kind: sampleKindSchema }), addonSummarySchema),
  /** Shows the folder, or a file in it, in the system's file manager (desktop only). */
  reveal: call(z.object({ id: idSchema, path: innerPathSchema.optional() }), nothingSchema),

  changed: event(addonSummarySchema),
  removed: event(byId),
  contentsChanged: event(byId),
  findingsChanged: event(byId),
};
