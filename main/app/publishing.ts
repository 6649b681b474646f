import type { Emitters, FoundNotes } from '../../preload/contract.ts';
import { errorMessage, type Message, message } from '../../preload/messages/index.ts';
import { FIRST_VERSION } from '../../protocol/index.ts';
import { planVersion, scriptVersion, writtenVersion } from '../addon/index.ts';
import type { Clock } from '../clock/index.ts';
import { type AddonList, type ArchiveCache, countChanges, type PublishedLists } from '../library/index.ts';
import type { AddonFacts, Publisher, RegistryClients } from '../publish/index.ts';
import type { Drafts, Preferences } from '../settings/index.ts';
import { type Lazy, lazy } from './lazy.ts';
import type { Connections } from './registries/connections.ts';
import { releaseBuilder } from './release-builder.ts';
import type { PackedReleases } from './releases/packed-releases.ts';
import type { ActivityBoard } from './reports/activity.ts';

interface Parts {
  /** The publisher's own: its journal, and the archives it may have to send again. */
  readonly folder: string;
  readonly clock: Clock;
  readonly connections: Connections;
  readonly clients: Lazy<RegistryClients>;
  readonly drafts: Drafts;
  readonly preferences: Preferences;
  readonly addonList: AddonList;
  readonly archiveCache: ArchiveCache;
  readonly published: PublishedLists;
  readonly activity: ActivityBoard;
  readonly packed: PackedReleases;
  readonly emit: Emitters['publish'];
  readonly warn: (title: Message, text: Message) => void;
}

/** Git may be slow on a cold disk; the form does not wait longer for notes. */
const LOOK_MS = 2000;
const HISTORY_LOOKED_AT = 1000;

/** The publisher, opened at its first use and joined to everything it works with. */
export function lazyPublisher(parts: Parts): Lazy<Publisher> {
  return lazy(async () => {
    const { openPublisher } = await import('../publish/index.ts');
    const { folder, clock, connections, clients, drafts, preferences, activity, warn } = parts;
    const publisher = await openPublisher({
      folder,
      clock,
      drafts,
      connections: connections.source,
      clients: await clients.get(),
      historyLimit: preferences.get().historyLimit,
      builder: builderOf(parts),
      addons: addonFactsOf(parts),
    });
    tellEverybody(publisher, parts);
    for (const problem of publisher.problems) {
      warn(errorMessage(problem), message('error.hintByCode', problem.code, problem.hint ?? ''));
    }
    const history = await publisher.list({ limit: HISTORY_LOOKED_AT });
    if (history.ok) for (const submission of history.value) activity.submission(submission);
    return publisher;
  });
}

function builderOf({ addonList, archiveCache, published, preferences, packed }: Parts) {
  return releaseBuilder({
    packed,
    addon: (id) => addonList.addon(id),
    archiveCache,
    onPacked: (addonId, sha256, scan) => published.packed(addonId, sha256, scan),
    onTaken() {
      archiveCache.prune(preferences.get()).catch((cause: unknown) => process.emitWarning(String(cause)));
    },
  });
}

/** An unreadable change log is told where the notes are asked for by name; it never keeps a form from opening. */
async function notesOf(addonList: AddonList, id: string, version: string): Promise<FoundNotes | undefined> {
  const folder = addonList.addon(id)?.session.folder;
  if (folder === undefined) return undefined;
  const { findNotes } = await import('../notes/index.ts');
  return await findNotes({ folder, version, signal: AbortSignal.timeout(LOOK_MS) }).catch(() => undefined);
}

async function versionOf(addonList: AddonList, id: string) {
  const addon = addonList.addon(id);
  const known = addon?.known();
  if (!addon || !known) return undefined;
  const { folder } = addon.session;
  const plan = await planVersion({ ...known, folder }, FIRST_VERSION).catch(() => undefined);
  return (plan && writtenVersion(plan)) ?? (await scriptVersion(known.scan, known.detection));
}

function addonFactsOf({ addonList, published }: Parts): AddonFacts {
  return {
    summary: (id) => addonList.summary(id),
    idFault: (id, packageId) => addonList.idFault(id, packageId),
    notesFor: (id, version) => notesOf(addonList, id, version),
    versionIn: (id) => versionOf(addonList, id),
    async changesSince(id, connectionId) {
      const known = addonList.addon(id)?.known();
      const version = addonList.processedOn(id, connectionId);
      if (!known || version === undefined) return undefined;
      const files = await published.changes({ addonId: id, connectionId, version }, known.scan);
      return files && { counts: countChanges(version, files), files };
    },
    async markPublished(id, { archiveSha256, ...mark }) {
      const { connectionId, version } = mark;
      if (archiveSha256 !== undefined) await published.published({ addonId: id, connectionId, version }, archiveSha256);
      addonList.markPublished(id, mark);
      await addonList.addon(id)?.compare();
    },
  };
}

function tellEverybody(publisher: Publisher, { activity, emit }: Parts): void {
  publisher.subscribe({
    changed(submission) {
      activity.submission(submission);
      emit.changed(submission);
    },
    dismissed(what) {
      activity.dismissed(what.id);
      emit.dismissed(what);
    },
    progress(progress) {
      activity.progress(progress);
      emit.progress(progress);
    },
  });
}
