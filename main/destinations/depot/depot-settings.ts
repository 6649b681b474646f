import { z } from 'zod';
import { isDepotCfgValue } from '../../../protocol/index.ts';
import { placeSchema } from '../place.ts';

const channelSchema = z.object({
  /** The address at which users reach the folder: `module` of the cfg. Without one nothing can be read back as users would. */
  url: z.url({ protocol: /^https?$/ }),
  place: placeSchema,
});

/** A SkunkCrafts depot, with a second one for pre-releases where the author wants it. */
export const depotSettingsSchema = z.object({
  kind: z.literal('skunkcrafts'),
  name: z.string().min(1),
  ...channelSchema.shape,
  beta: channelSchema.optional(),
  /** What the updater calls the add-on. */
  title: z.string().refine(isDepotCfgValue, 'cannot stand in a cfg').optional(),
  /** Files that are the user's once he has them, as paths or with * for any part of a name. */
  once: z.array(z.string()).optional(),
  liveries: z.boolean().optional(),
});
export type DepotSettings = z.infer<typeof depotSettingsSchema>;

/** Names that are likely a user's settings, to be suggested as once files. */
export function looksLikeSettings(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^(.*[_-])?(prefs|preferences|settings|user[_-]?config|options)([_-].*)?\.(txt|ini|cfg|prf|json|lua)$/i.test(
    name,
  );
}

/** Whether the author named this file a once file. */
export function onceRule(patterns: readonly string[] = []): (path: string) => boolean {
  const tests = patterns.map((pattern) => {
    const source = pattern
      .split('*')
      .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('[^/]*');
    return new RegExp(`^${source}$`);
  });
  return (path) => tests.some((test) => test.test(path));
}
