import { copyFile } from 'node:fs/promises';
import type { Emitters, Handlers } from '../../preload/contract.ts';
import type { AddonDesk } from './addon-desk.ts';
import type { ArchiveCupboard } from './archives.ts';
import { Builds, packageIdWhenRead, packFault } from './builds.ts';
import type { Hangar } from './hangar.ts';
import { unknownAddon } from './known-addon.ts';
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

export function archiveHandlers(parts: Parts): Handlers['archive'] {
  const { hangar, cupboard, level, openers } = parts;
  const builds = new Builds(parts);
  const estimate = estimator(cupboard, level);
  return {
    async estimate({ addonId }) {
      const desk = hangar.desk(addonId);
      return desk ? estimate(desk) : unknownAddon;
    },
    async build({ addonId, level: wished, fresh }) {
      const desk = hangar.desk(addonId);
      if (!desk) return unknownAddon;
      return ok({ jobId: builds.start(desk, { level: wished ?? level(), fresh: fresh ?? false }) });
    },
    async cancel({ jobId }) {
      builds.cancel(jobId);
      return done;
    },
    async saveCopy({ addonId }) {
      const desk = hangar.desk(addonId);
      if (!desk) return unknownAddon;
      if (!openers.saveFile) return fail('no_dialog', 'This window cannot save files.');
      const target = await openers.saveFile(`${await packageIdWhenRead(desk)}.zip`);
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

/** Weighs one state of a folder at a time: a newer question about an add-on ends the one before. */
function estimator(cupboard: ArchiveCupboard, level: () => 1 | 6) {
  const asked = new Map<string, AbortController>();
  return async (desk: AddonDesk) => {
    const { id: addonId, session } = desk;
    const stop = new AbortController();
    asked.get(addonId)?.abort();
    asked.set(addonId, stop);
    try {
      const packageId = await packageIdWhenRead(desk);
      return ok(await cupboard.estimate({ addonId, session, packageId, level: level(), signal: stop.signal }));
    } catch (cause) {
      return packFault(cause, desk);
    } finally {
      if (asked.get(addonId) === stop) asked.delete(addonId);
    }
  };
}
