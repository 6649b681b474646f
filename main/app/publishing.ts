import type { Emitters } from '../../preload/contract.ts';
import { type AddonList, type ArchiveCache, countChanges, type PublishedLists } from '../library/index.ts';
import type { AddonFacts, Clock, Publisher, RegistryClients } from '../publish/index.ts';
import type { Drafts, Preferences } from '../settings/index.ts';
import type { ActivityBoard } from './activity.ts';
import type { Connections } from './connections.ts';
import { type Lazy, lazy } from './lazy.ts';
import { releaseBuilder } from './release-builder.ts';
import type { PackedReleases } from './releases/packed-releases.ts';

type Parts = {
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
  readonly warn: (title: string, text: string) => void;
};

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
    for (const { message, hint } of publisher.problems) warn(message, hint ?? '');
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

function addonFactsOf({ addonList, published }: Parts): AddonFacts {
  return {
    summary: (id) => addonList.summary(id),
    async changesSince(id, version) {
      const known = addonList.addon(id)?.known();
      const files = known ? await published.changes(id, version, known.scan) : null;
      return files && { counts: countChanges(version, files), files };
    },
    async markPublished(id, { connectionId, version, status, at, archiveSha256 }) {
      if (archiveSha256 !== null) await published.published(id, version, archiveSha256);
      addonList.markPublished(id, { connectionId, version, status, at });
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
