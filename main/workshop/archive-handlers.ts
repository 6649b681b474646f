import { randomUUID } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import type { Emitters, Handlers, Progress } from '../../preload/contract.ts';
import type { AddonDesk } from './addon-desk.ts';
import { type ArchiveCupboard, PackFault } from './archives.ts';
import type { Hangar } from './hangar.ts';
import { diskError, done, fail, ok } from './outcomes.ts';
import type { Openers } from './shell.ts';

type Parts = {
  readonly hangar: Hangar;
  readonly cupboard: ArchiveCupboard;
  readonly level: () => 1 | 6;
  readonly emit: Emitters['archive'];
  readonly openers: Openers;
  readonly onFault: (where: string, cause: unknown) => void;
};

/** Builds that an author asks for by themselves, without publishing. */
export function archiveHandlers({ hangar, cupboard, level, emit, openers, onFault }: Parts): Handlers['archive'] {
  const running = new Map<string, AbortController>();
  const estimating = new Map<string, AbortController>();
  const unknownAddon = fail('unknown_addon', 'This add-on is no longer on the list.');

  async function build(
    jobId: string,
    desk: AddonDesk,
    level: 1 | 6,
    fresh: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const ended = { jobId, addonId: desk.id, built: null, cancelled: false, error: null } as const;
    try {
      await desk.session.ready;
      await desk.session.settled();
      const packed = await cupboard.pack({
        addonId: desk.id,
        session: desk.session,
        packageId: packageIdOf(desk),
        level,
        fresh,
        signal,
        onProgress: (progress: Omit<Progress, 'id'>) => emit.progress({ ...progress, id: jobId, addonId: desk.id }),
      });
      const { path: _path, scan: _scan, ...built } = packed;
      emit.ended({ ...ended, built });
    } catch (cause) {
      if (signal.aborted) return emit.ended({ ...ended, cancelled: true });
      onFault('build', cause);
      const error = cause instanceof PackFault ? cause.error : diskError(cause, desk.session.folder).error;
      emit.ended({ ...ended, error });
    } finally {
      running.delete(jobId);
    }
  }

  return {
    async estimate({ addonId }) {
      const desk = hangar.desk(addonId);
      if (!desk) return unknownAddon;
      const stop = new AbortController();
      estimating.get(addonId)?.abort();
      estimating.set(addonId, stop);
      try {
        await desk.session.ready;
        await desk.session.settled();
        const { signal } = stop;
        const packageId = packageIdOf(desk);
        return ok(await cupboard.estimate({ addonId, session: desk.session, packageId, level: level(), signal }));
      } catch (cause) {
        return cause instanceof PackFault ? { ok: false, error: cause.error } : diskError(cause, desk.session.folder);
      } finally {
        if (estimating.get(addonId) === stop) estimating.delete(addonId);
      }
    },
    async build({ addonId, level: wished, fresh }) {
      const desk = hangar.desk(addonId);
      if (!desk) return unknownAddon;
      const jobId = randomUUID();
      const stop = new AbortController();
      running.set(jobId, stop);
      void build(jobId, desk, wished ?? level(), fresh ?? false, stop.signal);
      return ok({ jobId });
    },
    async cancel({ jobId }) {
      // A job that has ended meanwhile has told so itself.
      running.get(jobId)?.abort();
      return done;
    },
    async saveCopy({ addonId }) {
      const desk = hangar.desk(addonId);
      if (!desk) return unknownAddon;
      if (!openers.saveFile) return fail('no_dialog', 'This window cannot save files.');
      const target = await openers.saveFile(`${packageIdOf(desk)}.zip`);
      if (target === null) return ok(null);
      try {
        await copyFile(cupboard.pathOf(addonId), target);
        return ok({ savedTo: target });
      } catch (cause) {
        const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
        return missing ? fail('not_built', 'There is no archive yet. Build one first.') : diskError(cause, target);
      }
    },
    cacheUse: async () => ok(await cupboard.use()),
    clearCache: async () => ok(await cupboard.clear()),
  };
}

function packageIdOf(desk: AddonDesk): string {
  const known = desk.known();
  return known?.project.packageId ?? known?.detection.suggested.packageId ?? '';
}
