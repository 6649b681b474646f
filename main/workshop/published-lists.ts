import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { AddonSummary, ChangedFile } from '../../preload/contract.ts';
import type { ScanResult } from '../addon/index.ts';
import { readJsonOrSetAside, writeFileDurably } from '../disk/index.ts';

/** What was packed: path, size, time of change. Kept by archive until that archive is published under a version. */
const listSchema = z.object({
  version: z.literal(1),
  files: z.array(z.tuple([z.string(), z.number(), z.string()])),
});
type PackedList = z.infer<typeof listSchema>;

export type PublishedLists = {
  /** Remembers what went into an archive. */
  packed(addonId: string, archiveSha256: string, scan: ScanResult): Promise<void>;
  /** That archive became this version. */
  published(addonId: string, version: string, archiveSha256: string): Promise<void>;
  changes(
    addonId: string,
    version: string | undefined,
    scan: ScanResult,
  ): Promise<{ since: string; files: ChangedFile[] } | null>;
  counts(addonId: string, version: string, scan: ScanResult): Promise<AddonSummary['changedSince']>;
};

export function openPublishedLists(folder: string, onSetAside: (reason: string) => void): PublishedLists {
  const fileOf = (addonId: string, name: string): string =>
    join(folder, addonId, `${createHash('sha256').update(name).digest('hex').slice(0, 24)}.json`);
  const read = (path: string): Promise<PackedList | null> =>
    readJsonOrSetAside(path, listSchema, ({ reason }) => onSetAside(reason));

  async function changes(addonId: string, version: string, scan: ScanResult): Promise<ChangedFile[] | null> {
    const list = await read(fileOf(addonId, `version ${version}`));
    return list && differences(list, scan);
  }

  return {
    packed: (addonId, archiveSha256, scan) =>
      writeFileDurably(fileOf(addonId, `archive ${archiveSha256}`), JSON.stringify(listOf(scan))),
    async published(addonId, version, archiveSha256) {
      const list = await read(fileOf(addonId, `archive ${archiveSha256}`));
      if (list) await writeFileDurably(fileOf(addonId, `version ${version}`), JSON.stringify(list));
    },
    async changes(addonId, version, scan) {
      if (version === undefined) return null;
      const files = await changes(addonId, version, scan);
      return files && { since: version, files };
    },
    async counts(addonId, version, scan) {
      const files = await changes(addonId, version, scan);
      if (!files) return null;
      const count = (change: ChangedFile['change']): number => files.filter((file) => file.change === change).length;
      return { since: version, added: count('added'), changed: count('changed'), removed: count('removed') };
    },
  };
}

function listOf(scan: ScanResult): PackedList {
  return { version: 1, files: scan.entries.map(({ path, size, mtimeNs }) => [path, size, `${mtimeNs}`]) };
}

function differences(list: PackedList, scan: ScanResult): ChangedFile[] {
  const before = new Map(list.files.map(([path, size, mtimeNs]) => [path, { size, mtimeNs }]));
  const files: ChangedFile[] = [];
  for (const { path, size, mtimeNs } of scan.entries) {
    const old = before.get(path);
    before.delete(path);
    if (!old) files.push({ path, change: 'added', sizeBefore: null, sizeNow: size });
    else if (old.size !== size || old.mtimeNs !== `${mtimeNs}`)
      files.push({ path, change: 'changed', sizeBefore: old.size, sizeNow: size });
  }
  for (const [path, { size }] of before) files.push({ path, change: 'removed', sizeBefore: size, sizeNow: null });
  return files;
}
