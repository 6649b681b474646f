import { fault } from '../../preload/messages/index.ts';
import type { ScanResult } from '../addon/index.ts';
import { type ArchiveCache, type OpenAddon, PackFault } from '../library/index.ts';
import type { ReleaseBuilder } from '../publish/index.ts';
import type { PackedReleases } from './releases/packed-releases.ts';

interface Parts {
  readonly addon: (addonId: string) => OpenAddon | undefined;
  readonly archiveCache: ArchiveCache;
  /** What a release to many destinations sends, which is packed once for all of them. */
  readonly packed: Pick<PackedReleases, 'find'>;
  /** What went into an archive, for "changed since" once it is published. */
  readonly onPacked: (addonId: string, sha256: string, scan: ScanResult) => Promise<void>;
  /** The publisher has its own of it: from here on it is a cache and nothing more. */
  readonly onTaken: () => void;
}

const GONE = fault('unknown_addon.text');

/** The publisher's way to an add-on: checked and packed as it is on disk at that moment. */
export function releaseBuilder({ addon, archiveCache, packed, onPacked, onTaken }: Parts): ReleaseBuilder {
  function addonOf(addonId: string): OpenAddon {
    const found = addon(addonId);
    if (!found) throw new PackFault(GONE);
    return found;
  }

  return {
    check: (addonId, draft, signal) => addonOf(addonId).check(draft, signal),
    async build(addonId, { packageId, packageVersion }, { level, signal, onProgress }) {
      const ready = packed.find(addonId, packageVersion);
      if (ready !== undefined) return ready;
      const { session } = addonOf(addonId);
      await session.ready;
      await session.settled();
      // Between the build and the publisher's own link to it, a limit of the cache must not take it away.
      const letGo = archiveCache.hold(addonId);
      const taken = (): void => {
        letGo();
        onTaken();
      };
      try {
        const { scan, ...archive } = await archiveCache.pack({
          addonId,
          session,
          packageId,
          level,
          signal,
          onProgress,
        });
        await onPacked(addonId, archive.sha256, scan);
        return { ...archive, taken };
      } catch (cause) {
        taken();
        throw cause;
      }
    },
  };
}
