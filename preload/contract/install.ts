import { z } from 'zod';
import { addonKindSchema, findingSchema } from './addons.ts';
import { idSchema, messageSchema, nothingSchema } from './common.ts';
import { call, event } from './define.ts';

/** One step of a tried install. `files` are those that came, or stayed; a long list is cut, `fileCount` is whole. */
export const triedStepSchema = z.object({
  step: z.enum(['dependencies', 'install', 'upgrade', 'uninstall', 'by-hand', 'skunkcrafts']),
  summary: messageSchema,
  findings: z.array(findingSchema),
  found: z.array(z.object({ kind: addonKindSchema, path: z.string() })),
  files: z.array(z.object({ path: z.string(), size: z.number().nonnegative() })),
  fileCount: z.int().nonnegative(),
});
export type TriedStep = z.infer<typeof triedStepSchema>;

export const install = {
  /** Installs the add-on as it is now into an X-Plane folder that is thrown away. */
  tryAddon: call(z.object({ id: idSchema }), z.object({ packageId: z.string(), steps: z.array(triedStepSchema) })),
  /** Ends the try of an add-on that is under way; it answers with `cancelled`, and its folder is gone. */
  cancelTry: call(z.object({ id: idSchema }), nothingSchema),

  /** A step of a try that is under way has ended. */
  stepTried: event(z.object({ id: idSchema, step: triedStepSchema })),
};
