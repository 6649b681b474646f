import type { ScanResult } from '../addon/index.ts';
import type { ReleaseBuilder } from '../publish/index.ts';
import type { AddonDesk } from './addon-desk.ts';
import { type ArchiveCupboard, PackFault } from './archives.ts';

type Parts = {
  readonly desk: (addonId: string) => AddonDesk | null;
  readonly cupboard: ArchiveCupboard;
  /** What went into an archive, for "changed since" once it is published. */
  readonly onPacked: (addonId: string, sha256: string, scan: ScanResult) => Promise<void>;
};

const GONE = { code: 'unknown_addon', message: 'The add-on is no longer on the list.' } as const;

/** The publisher's way to an add-on: checked and packed as it is on disk at that moment. */
export function releaseBuilder({ desk, cupboard, onPacked }: Parts): ReleaseBuilder {
  function deskOf(addonId: string): AddonDesk {
    const found = desk(addonId);
    if (!found) throw new PackFault(GONE);
    return found;
  }

  return {
    check: (addonId, draft, signal) => deskOf(addonId).check(draft, signal),
    async build(addonId, { packageId }, { level, signal, onProgress }) {
      const { session } = deskOf(addonId);
      await session.ready;
      await session.settled();
      const { scan, ...archive } = await cupboard.pack({ addonId, session, packageId, level, signal, onProgress });
      await onPacked(addonId, archive.sha256, scan);
      return archive;
    },
  };
}
