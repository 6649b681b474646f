import type { ReleaseDraft } from '../../preload/contract.ts';
import type { ReleaseBuilder } from '../publish/index.ts';
import type { AddonDesk } from './addon-desk.ts';
import { type ArchiveCupboard, PackFault } from './archives.ts';

type Parts = {
  readonly desk: (addonId: string) => Promise<AddonDesk | null>;
  readonly cupboard: ArchiveCupboard;
  /** What went into an archive, for "changed since" once it is published. */
  readonly onPacked: (addonId: string, sha256: string) => Promise<void>;
};

const GONE = { code: 'unknown_addon', message: 'The add-on is no longer on the list.' } as const;

/** The publisher's way to an add-on: checked and packed as it is on disk at that moment. */
export function releaseBuilder({ desk, cupboard, onPacked }: Parts): ReleaseBuilder {
  async function deskOf(addonId: string): Promise<AddonDesk> {
    const found = await desk(addonId);
    if (!found) throw new PackFault(GONE);
    return found;
  }

  return {
    async check(addonId, draft, signal) {
      return (await (await deskOf(addonId)).check({ packageId: draft.packageId, signal })).findings.map(
        ({ finding }) => finding,
      );
    },
    async build(addonId, draft: ReleaseDraft, { level, signal, onProgress }) {
      const found = await deskOf(addonId);
      const { scan, project } = await found.fresh(signal);
      const packed = await cupboard.pack({
        addonId,
        scan,
        project,
        packageId: draft.packageId,
        level,
        signal,
        onProgress,
      });
      await onPacked(addonId, packed.sha256);
      return packed;
    },
  };
}
