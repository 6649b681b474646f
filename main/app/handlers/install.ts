import { basename } from 'node:path';
import type { Emitters, Handlers, TriedStep } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import type { Step } from '../../install/index.ts';
import { type AddonList, done, fail, ok, packageIdOf, withKnown } from '../../library/index.ts';

/** More rows than anybody reads would only make the answer slow. */
const FILES_SHOWN = 500;

interface Parts {
  readonly addonList: AddonList;
  readonly emit: Emitters['install'];
}

/** Trying what users will get. Its code is loaded when it is asked for the first time. */
export function installHandlers({ addonList, emit }: Parts): Handlers['install'] {
  const running = new Map<string, AbortController>();
  return {
    tryAddon: ({ id }) =>
      withKnown(addonList, id, async (known, { session }) => {
        const stop = new AbortController();
        running.get(id)?.abort();
        running.set(id, stop);
        const { signal } = stop;
        const { folder } = session;
        const { scan, detection, project } = known;
        const addon = { folder, scan, detection, project, packageId: packageIdOf(known) };
        try {
          const [{ packageFromFolder, rehearse }, { depotRules }] = await Promise.all([
            import('../../install/index.ts'),
            import('../../destinations/index.ts'),
          ]);
          const { packageId, steps } = await rehearse({
            layOut: (unpacked, mode) => packageFromFolder(addon, unpacked, mode, signal),
            folderName: basename(folder),
            depot: depotRules(project.destinations),
            onStep: (step) => emit.stepTried({ id, step: shown(step) }),
            signal,
          });
          return ok({ packageId, steps: steps.map(shown) });
        } catch (cause) {
          if (!signal.aborted) throw cause;
          return fail(fault('cancelled.try'));
        } finally {
          if (running.get(id) === stop) running.delete(id);
        }
      }),
    cancelTry: async ({ id }) => {
      running.get(id)?.abort();
      return done;
    },
  };
}

function shown({ step, summary, findings, found, files }: Step): TriedStep {
  return {
    step,
    summary,
    findings: [...findings],
    found: [...found],
    files: files.slice(0, FILES_SHOWN),
    fileCount: files.length,
  };
}
