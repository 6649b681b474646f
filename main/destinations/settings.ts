import { z } from 'zod';
import { depotSettingsSchema } from './depot/depot-settings.ts';
import { folderSettingsSchema } from './kinds/folder-destination.ts';
import { githubSettingsSchema } from './kinds/github-destination.ts';
import { xpkgSettingsSchema } from './kinds/xpkg-destination.ts';
import { zipSettingsSchema } from './kinds/zip-destination.ts';

/** A destination as it stands in loadmaster.json: no secrets, nothing of this machine. */
export const destinationSettingsSchema = z.discriminatedUnion('kind', [
  depotSettingsSchema,
  folderSettingsSchema,
  zipSettingsSchema,
  githubSettingsSchema,
  xpkgSettingsSchema,
]);
export type DestinationSettings = z.infer<typeof destinationSettingsSchema>;
