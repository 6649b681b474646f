import type { Handlers } from '../../../preload/contract.ts';
import { type AddonList, diskError, fail, ok, withKnown } from '../../library/index.ts';
import { previewFile } from '../../preview/index.ts';

type LookHandlers = Pick<Handlers['addons'], 'preview'>;

/** What is inside the files of an add-on, to look at. */
export function lookHandlers({ addonList }: { readonly addonList: AddonList }): LookHandlers {
  return {
    preview: ({ id, path }) =>
      withKnown(addonList, id, async ({ scan }) => {
        const entry = scan.entries.find((one) => one.path === path);
        // Only what the scan saw: a path from the window is never taken at its word.
        const known = entry ?? scan.ignored.find((one) => one.path === path && !one.isFolder);
        if (known === undefined) return notThere(path);
        if (entry?.link !== undefined) {
          return ok({ path, sizeBytes: 0, facts: [], body: { kind: 'none' as const, why: 'link' as const } });
        }
        try {
          const preview = await previewFile(scan.root, path);
          return preview ? ok(preview) : notThere(path);
        } catch (cause) {
          return diskError(cause, path);
        }
      }),
  };
}

function notThere(path: string) {
  return fail('not_found', `${path} is not there any more, or is no file that can be read.`, { retry: 'refresh' });
}
