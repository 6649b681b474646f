import type { Emitters } from '../../preload/contract.ts';
import type { AddonFacts, Clock, Publisher } from '../publish/index.ts';
import type { Drafts, Preferences } from '../settings/index.ts';
import type { ActivityBoard } from './activity.ts';
import type { ArchiveCupboard } from './archives.ts';
import type { Hangar } from './hangar.ts';
import { type Lazy, lazy } from './lazy.ts';
import { countChanges, type PublishedLists } from './published-lists.ts';
import { releaseBuilder } from './release-builder.ts';
import type { Switchboard } from './switchboard.ts';

type Parts = {
  /** The publisher's own: its journal, and the archives it may have to send again. */
  readonly folder: string;
  readonly clock: Clock;
  readonly switchboard: Switchboard;
  readonly drafts: Drafts;
  readonly preferences: Preferences;
  readonly hangar: Hangar;
  readonly cupboard: ArchiveCupboard;
  readonly published: PublishedLists;
  readonly activity: ActivityBoard;
  readonly emit: Emitters['publish'];
  readonly warn: (title: string, text: string) => void;
};

const HISTORY_LOOKED_AT = 1000;

/** The publisher, opened at its first use and joined to everything it works with. */
export function lazyPublisher(parts: Parts): Lazy<Publisher> {
  return lazy(async () => {
    const { openPublisher } = await import('../publish/index.ts');
    const { folder, clock, switchboard, drafts, preferences, activity, warn } = parts;
    const publisher = await openPublisher({
      folder,
      clock,
      drafts,
      connections: switchboard.source,
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

function builderOf({ hangar, cupboard, published, preferences }: Parts) {
  return releaseBuilder({
    desk: (id) => hangar.desk(id),
    cupboard,
    async onPacked(addonId, sha256, scan) {
      await published.packed(addonId, sha256, scan);
      await cupboard.prune(preferences.get());
    },
  });
}

function addonFactsOf({ hangar, published }: Parts): AddonFacts {
  return {
    summary: (id) => hangar.summary(id),
    async changesSince(id, version) {
      const known = hangar.desk(id)?.known();
      const files = known ? await published.changes(id, version, known.scan) : null;
      return files && { counts: countChanges(version, files), files };
    },
    async markPublished(id, { connectionId, version, status, at, archiveSha256 }) {
      if (archiveSha256 !== null) await published.published(id, version, archiveSha256);
      hangar.markPublished(id, { connectionId, version, status, at });
      await hangar.desk(id)?.compare();
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
