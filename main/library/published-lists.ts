import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddonSummary, ChangedFile } from '../../preload/contract.ts';
import {
  changesSince,
  createFileHashes,
  type HashFile,
  listForVersion,
  type RememberedEntry,
  readEntryList,
  type ScanResult,
  writeEntryList,
} from '../addon/index.ts';
import type { ComparedText } from './compare.ts';
import { readTexts, textsOf, writeTexts } from './version-texts.ts';

/** 1.0.0 on one registry need not be 1.0.0 on another. */
export interface PublishedVersion {
  readonly addonId: string;
  readonly connectionId: string;
  readonly version: string;
}

/** What each published version of each add-on held, so that "changed since" needs no network. */
export interface PublishedLists {
  /** Remembers what went into an archive that is about to be sent. */
  packed(addonId: string, archiveSha256: string, scan: ScanResult): Promise<void>;
  /** That archive became this version. */
  published(of: PublishedVersion, archiveSha256: string): Promise<void>;
  /** Undefined when nothing is known of that version. */
  changes(of: PublishedVersion, scan: ScanResult): Promise<ChangedFile[] | undefined>;
  counts(of: PublishedVersion, scan: ScanResult): Promise<ReturnType<typeof countChanges> | undefined>;
  /** The files of a version; undefined when they are not known here. */
  files(of: PublishedVersion): Promise<readonly RememberedEntry[] | undefined>;
  /** One text of a version. */
  text(of: PublishedVersion, path: string): Promise<ComparedText>;
}

const VERSION_ENDING = '.entries';
const ARCHIVE_ENDING = '.packed';
const VERSION_TEXTS_ENDING = '.texts';
const ARCHIVE_TEXTS_ENDING = '.packed-texts';
/** Of one add-on. An archive's list is asked for once, when it is processed; a version's by who compares with it. */
const KEPT_ARCHIVES = 16;
const KEPT_VERSIONS = 100;
/** Texts take more room than lists: at most 4 MB each, about a quarter of that on the disk. */
const KEPT_TEXTS = 20;
/** Folders of add-ons that were removed stay, since adding one again brings its history back; a build machine has a new one each time. */
const KEPT_ADDONS = 1000;

export function openPublishedLists(folder: string): PublishedLists {
  const hashers = new Map<string, HashFile>();
  const fileOf = (addonId: string, name: string, ending = VERSION_ENDING): string =>
    join(folder, addonId, createHash('sha256').update(name).digest('hex').slice(0, 24) + ending);

  /** Kept for the life of the app: a file is hashed once until it changes. */
  function hasherOf(root: string): HashFile {
    const known = hashers.get(root) ?? createFileHashes(root);
    hashers.set(root, known);
    return known;
  }

  const versionFile = ({ addonId, connectionId, version }: PublishedVersion, ending = VERSION_ENDING): string =>
    fileOf(addonId, `version ${version} on ${connectionId}`, ending);

  async function files(of: PublishedVersion): Promise<readonly RememberedEntry[] | undefined> {
    // Earlier Loadmasters kept one list a version, whichever registry it was on.
    return (await readEntryList(versionFile(of))) ?? (await readEntryList(fileOf(of.addonId, `version ${of.version}`)));
  }

  async function changes(of: PublishedVersion, scan: ScanResult): Promise<ChangedFile[] | undefined> {
    const before = await files(of);
    return before ? changesSince(before, scan.entries, hasherOf(scan.root)) : undefined;
  }

  return {
    async packed(addonId, archiveSha256, scan) {
      const list = await listForVersion(scan.entries, hasherOf(scan.root));
      await mkdir(join(folder, addonId), { recursive: true });
      await keepNewest(folder, '', KEPT_ADDONS);
      await writeEntryList(fileOf(addonId, archiveSha256, ARCHIVE_ENDING), list);
      await keepNewest(join(folder, addonId), ARCHIVE_ENDING, KEPT_ARCHIVES);
      await writeTexts(fileOf(addonId, archiveSha256, ARCHIVE_TEXTS_ENDING), await textsOf(scan));
      await keepNewest(join(folder, addonId), ARCHIVE_TEXTS_ENDING, KEPT_ARCHIVES);
    },
    async published(of, archiveSha256) {
      const list = await readEntryList(fileOf(of.addonId, archiveSha256, ARCHIVE_ENDING));
      if (!list) return;
      await writeEntryList(versionFile(of), list);
      await keepNewest(join(folder, of.addonId), VERSION_ENDING, KEPT_VERSIONS);
      const texts = await readTexts(fileOf(of.addonId, archiveSha256, ARCHIVE_TEXTS_ENDING));
      await writeTexts(versionFile(of, VERSION_TEXTS_ENDING), texts);
      await keepNewest(join(folder, of.addonId), VERSION_TEXTS_ENDING, KEPT_TEXTS);
    },
    changes,
    files,
    async text(of, path) {
      const list = await files(of);
      if (list && !list.some((entry) => entry.path === path)) return { state: 'absent' };
      const text = (await readTexts(versionFile(of, VERSION_TEXTS_ENDING))).get(path);
      return text === undefined ? { state: 'not_kept' } : { state: 'text', text };
    },
    async counts(of, scan) {
      const files = await changes(of, scan);
      return files && countChanges(of.version, files);
    },
  };
}

/** Most archives never become a version, and versions are made for years: their lists would pile up. */
async function keepNewest(folder: string, ending: string, count: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending));
  if (names.length <= count) return;
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
  const old = dated.toSorted((a, b) => b.at - a.at).slice(count);
  await Promise.all(old.map(({ name }) => rm(join(folder, name), { recursive: true, force: true })));
}

export function countChanges(since: string, files: readonly ChangedFile[]): NonNullable<AddonSummary['changedSince']> {
  const count = (change: ChangedFile['change']): number => files.filter((file) => file.change === change).length;
  return { since, added: count('added'), changed: count('changed'), removed: count('removed') };
}
