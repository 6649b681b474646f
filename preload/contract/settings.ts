import { z } from 'zod';
import { compressionLevelSchema } from './archive.ts';
import { nothingSchema } from './common.ts';
import { call, event } from './define.ts';
import { LANGUAGES } from './languages.ts';

export const hangarViewSchema = z.object({
  layout: z.enum(['cards', 'list']),
  sort: z.enum(['newest', 'name', 'published', 'size']),
  group: z.enum(['none', 'state', 'kind']),
});
export type HangarView = z.infer<typeof hangarViewSchema>;

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', ...LANGUAGES]),
  notifications: z.boolean(),
  hangar: hangarViewSchema,
  /** The rail shows names beside its icons. */
  railOpen: z.boolean(),
  /** Who the author is, for ids of add-ons that do not say; empty until asked. */
  author: z.string().max(64),
  defaultIgnore: z.array(z.string().max(1000)).max(1000),
  compressionLevel: compressionLevelSchema,
  cacheLimitBytes: z.number().min(0),
  cacheMaxAgeDays: z.number().min(1),
  startRegistryAtLaunch: z.boolean(),
  /** 0 takes any free port. */
  registryPort: z.int().min(0).max(65_535),
  historyLimit: z.int().min(10).max(10_000),
  checkConnectionsEveryMinutes: z.int().min(0).max(1440),
});
export type Settings = z.infer<typeof settingsSchema>;

export const settings = {
  get: call(nothingSchema, settingsSchema),
  update: call(settingsSchema.partial(), settingsSchema),

  changed: event(settingsSchema),
};
