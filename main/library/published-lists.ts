import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { AddonSummary, ChangedFile } from '../../preload/contract.ts';
import {
  changesSince,
  createFileHashes,
  type HashFile,
  listForVersion,
  readEntryList,
  type ScanResult,
  writeEntryList,
} from '../addon/index.ts';

/** What each published version of each add-on held, so that "changed since" needs no network. */
export type PublishedLists = {
  /** Remembers what went into an archive that is about to be sent. */
  packed(addonId: string, archiveSha256: string, scan: ScanResult): Promise<void>;
  /** That archive became this version. */
  published(addonId: string, version: string, archiveSha256: string): Promise<void>;
  /** Null when nothing is known of that version. */
  changes(addonId: string, version: string, scan: ScanResult): Promise<ChangedFile[] | null>;
  counts(addonId: string, version: string, scan: ScanResult): Promise<AddonSummary['changedSince']>;
};

export function openPublishedLists(folder: string): PublishedLists {
  const hashers = new Map<string, HashFile>();
  const fileOf = (addonId: string, name: string): string =>
    join(folder, addonId, `${createHash('sha256').update(name).digest('hex').slice(0, 24)}.entries`);

  /** Kept for the life of the app: a file is hashed once until it changes. */
  function hasherOf(root: string): HashFile {
    const known = hashers.get(root) ?? createFileHashes(root);
    hashers.set(root, known);
    return known;
  }

  async function changes(addonId: string, version: string, scan: ScanResult): Promise<ChangedFile[] | null> {
    const before = await readEntryList(fileOf(addonId, `version ${version}`));
    return before ? changesSince(before, scan.entries, hasherOf(scan.root)) : null;
  }

  return {
    async packed(addonId, archiveSha256, scan) {
      await writeEntryList(
        fileOf(addonId, `archive ${archiveSha256}`),
        await listForVersion(scan.entries, hasherOf(scan.root)),
      );
    },
    async published(addonId, version, archiveSha256) {
      const list = await readEntryList(fileOf(addonId, `archive ${archiveSha256}`));
      if (list) await writeEntryList(fileOf(addonId, `version ${version}`), list);
    },
    changes,
    async counts(addonId, version, scan) {
      const files = await changes(addonId, version, scan);
      return files && countChanges(version, files);
    },
  };
}

export function countChanges(since: string, files: readonly ChangedFile[]): NonNullable<AddonSummary['changedSince']> {
  const count = (change: ChangedFile['change']): number => files.filter((file) => file.change === change).length;
  return { since, added: count('added'), changed: count('changed'), removed: count('removed') };
}
