import { basename } from 'node:path';
import type { Handlers } from '../../../preload/contract.ts';
import { type AddonList, ok, packageIdOf, withKnown } from '../../library/index.ts';

/** More rows than anybody reads would only make the answer slow. */
const FILES_SHOWN = 500;

/** Trying what users will get. Its code is loaded when it is asked for the first time. */
export function installHandlers({ addonList }: { readonly addonList: AddonList }): Handlers['install'] {
  return {
    tryAddon: ({ id }) =>
      withKnown(addonList, id, async (known, { session }) => {
        const { packageFromFolder, rehearse } = await import('../../install/index.ts');
        const { folder } = session;
        const { scan, detection, project } = known;
        const addon = { folder, scan, detection, project, packageId: packageIdOf(known) };
        const { packageId, steps } = await rehearse({
          layOut: (unpacked, mode) => packageFromFolder(addon, unpacked, mode),
          folderName: basename(folder),
        });
        return ok({
          packageId,
          steps: steps.map(({ step, summary, findings, found, files }) => ({
            step,
            summary,
            findings: [...findings],
            found: [...found],
            files: files.slice(0, FILES_SHOWN),
            fileCount: files.length,
          })),
        });
      }),
  };
}
