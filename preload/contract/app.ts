import { z } from 'zod';
import { diskPathSchema, idSchema, messageSchema, momentSchema, nothingSchema } from './common.ts';
import { call, event } from './define.ts';
import { PLAIN_SCREENS, REGISTRY_TABS } from './screens.ts';

export const shellSchema = z.enum(['desktop', 'browser', 'terminal']);

export const appInfoSchema = z.object({
  version: z.string(),
  shell: shellSchema,
  platform: z.enum(['macOS', 'windows', 'linux']),
  homeFolder: diskPathSchema,
  canPickFolders: z.boolean(),
  canReveal: z.boolean(),
  secretsKept: z.enum(['system-keychain', 'session-only', 'private-file']),
});
export type AppInfo = z.infer<typeof appInfoSchema>;

/** Something the author should know that belongs to no field: settings set aside, secrets reset, watching off. */
export const noticeSchema = z.object({
  id: idSchema,
  level: z.enum(['info', 'success', 'warning', 'error']),
  title: z.string(),
  text: z.string(),
  /** Both as data, for another language. */
  said: z.object({ title: messageSchema, text: messageSchema }).optional(),
  at: momentSchema,
  addonId: idSchema.optional(),
  submissionId: idSchema.optional(),
  /** Of a release to several places. */
  releaseId: idSchema.optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const diagnosticsSchema = z.object({
  /** A name that is one in every language has no message. */
  facts: z.array(z.object({ name: z.string(), said: messageSchema.optional(), value: z.string() })),
  checks: z.array(
    z.object({
      name: z.string(),
      ok: z.boolean(),
      text: z.string(),
      said: z.object({ name: messageSchema, text: messageSchema }),
    }),
  ),
  recentErrors: z.array(z.object({ at: momentSchema, text: z.string() })),
});
export type Diagnostics = z.infer<typeof diagnosticsSchema>;

/** Places of the app that a menu, a notification or the palette can ask for. */
export const placeSchema = z.discriminatedUnion('screen', [
  z.object({ screen: z.enum(PLAIN_SCREENS) }),
  z.object({
    screen: z.literal('addon'),
    addonId: idSchema,
    tab: z.enum(['contents', 'checks', 'release', 'versions']),
  }),
  z.object({ screen: z.literal('registry'), tab: z.enum(REGISTRY_TABS).optional() }),
  z.object({ screen: z.literal('activity'), submissionId: idSchema.optional() }),
]);
export type Place = z.infer<typeof placeSchema>;

export const menuCommandSchema = z.enum([
  'add-folder',
  'retry-all-failed',
  'command-palette',
  'check',
  'build',
  'publish',
]);

const folderListingSchema = z.object({
  folder: diskPathSchema,
  parent: diskPathSchema.nullable(),
  folders: z.array(z.string()),
});
export type FolderListing = z.infer<typeof folderListingSchema>;

export const app = {
  info: call(nothingSchema, appInfoSchema),
  /** The renderer has drawn its first screen and takes clicks. */
  interactive: call(z.object({ msSinceNavigation: z.number() }), nothingSchema),
  /** The system's folder dialog; null when the author cancels. Only where `canPickFolders`. */
  pickFolder: call(nothingSchema, z.object({ folder: diskPathSchema }).nullable()),
  /** For the picker of the browser shell: folders below the author's home, never files. */
  listFolders: call(z.object({ folder: diskPathSchema.nullable() }), folderListingSchema),
  openExternal: call(z.object({ url: z.string().max(2000) }), nothingSchema),
  notices: call(nothingSchema, z.array(noticeSchema)),
  dismissNotice: call(z.object({ id: idSchema }), nothingSchema),
  diagnostics: call(nothingSchema, diagnosticsSchema),
  /** What broke a part of the page: for the log, and so for a bug report. */
  pageFault: call(z.object({ text: z.string().max(8000) }), nothingSchema),
  /** The diagnostics as text, redacted, for a bug report. */
  report: call(nothingSchema, z.object({ text: z.string() })),

  notice: event(noticeSchema),
  goTo: event(placeSchema),
  command: event(z.object({ command: menuCommandSchema })),
};
