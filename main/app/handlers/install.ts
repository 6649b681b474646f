import { basename } from 'node:path';
import type { Emitters, Handlers, TriedStep } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import type { Step } from '../../install/index.ts';
import { type AddonList, done, fail, ok, packageIdOf, withKnown } from '../../library/index.ts';
import type { PackageServices } from '../../publish/index.ts';
import type { LastVersion } from '../last-version.ts';
import type { Lazy } from '../lazy.ts';

/** More rows than anybody reads would only make the answer slow. */
const FILES_SHOWN = 500;

interface Parts {
  readonly addonList: AddonList;
  readonly emit: Emitters['install'];
  readonly packages: Lazy<PackageServices>;
  readonly registryInUse: () => string;
  /** Where the last version is kept while the upgrade from it is tried. */
  readonly workFolder: string;
}

/** Trying what users will get. Its code is loaded when it is asked for the first time. */
export function installHandlers({ addonList, emit, ...parts }: Parts): Handlers['install'] {
  const running = new Map<string, AbortController>();

  async function lastOf(id: string, packageId: string, signal: AbortSignal): Promise<LastVersion | undefined> {
    const connectionId = parts.registryInUse();
    const version = addonList.processedOn(id, connectionId);
    if (version === undefined) return undefined;
    const { fetchLastVersion } = await import('../last-version.ts');
    const { workFolder } = parts;
    return fetchLastVersion({ connectionId, packageId, version }, await parts.packages.get(), { workFolder, signal });
  }

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
        let last: LastVersion | undefined;
        try {
          last = await lastOf(id, addon.packageId, signal);
          const [{ packageFromFolder, rehearse }, { depotRules }] = await Promise.all([
            import('../../install/index.ts'),
            import('../../destinations/index.ts'),
          ]);
          const { packageId, steps } = await rehearse({
            layOut: (unpacked, mode) => packageFromFolder(addon, unpacked, mode, signal),
            layOutLast: last?.layOutLast,
            noLast: last?.noLast,
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
          await last?.close();
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
