import { copyFile } from 'node:fs/promises';
import type { Emitters, Handlers } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import {
  type AddonList,
  type ArchiveCache,
  diskError,
  done,
  fail,
  type OpenAddon,
  ok,
  unknownAddon,
} from '../../library/index.ts';
import { Builds, packageIdWhenRead, packFault } from '../builds.ts';
import type { Openers } from '../shell.ts';

interface Parts {
  readonly addonList: AddonList;
  readonly archiveCache: ArchiveCache;
  readonly level: () => 1 | 6;
  readonly emit: Emitters['archive'];
  readonly openers: Openers;
  readonly onFault: (where: string, cause: unknown) => void;
}

export function archiveHandlers(parts: Parts): Handlers['archive'] {
  const { addonList, archiveCache, level, openers } = parts;
  const builds = new Builds(parts);
  const estimate = estimator(archiveCache, level);
  return {
    async estimate({ addonId }) {
      const addon = addonList.addon(addonId);
      return addon ? estimate(addon) : unknownAddon;
    },
    async build({ addonId, level: wished, fresh }) {
      const addon = addonList.addon(addonId);
      if (!addon) return unknownAddon;
      return ok({ jobId: builds.start(addon, { level: wished ?? level(), fresh: fresh ?? false }) });
    },
    async cancel({ jobId }) {
      builds.cancel(jobId);
      return done;
    },
    async saveCopy({ addonId }) {
      const addon = addonList.addon(addonId);
      if (!addon) return unknownAddon;
      if (!openers.saveFile) return fail(fault('no_dialog.save'));
      const target = await openers.saveFile(`${await packageIdWhenRead(addon)}.zip`);
      if (target === undefined) return ok(null);
      try {
        await copyFile(archiveCache.pathOf(addonId), target);
        return ok({ savedTo: target });
      } catch (cause) {
        const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
        return missing ? fail(fault('not_built.text')) : diskError(cause, target);
      }
    },
    cacheUse: async () => ok(await archiveCache.use()),
    clearCache: async () => ok(await archiveCache.clear()),
  };
}

/** Weighs one state of a folder at a time: a newer question about an add-on ends the one before. */
function estimator(archiveCache: ArchiveCache, level: () => 1 | 6) {
  const asked = new Map<string, AbortController>();
  return async (addon: OpenAddon) => {
    const { id: addonId, session } = addon;
    const stop = new AbortController();
    asked.get(addonId)?.abort();
    asked.set(addonId, stop);
    try {
      const packageId = await packageIdWhenRead(addon);
      return ok(await archiveCache.estimate({ addonId, session, packageId, level: level(), signal: stop.signal }));
    } catch (cause) {
      return packFault(cause, addon);
    } finally {
      if (asked.get(addonId) === stop) asked.delete(addonId);
    }
  };
}
