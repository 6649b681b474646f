import { isOpenAt, isOverAt } from '../../../preload/contract/phases.ts';
import { type DestinationSettings, destinationSettingsSchema, type ReleaseDraft } from '../../../preload/contract.ts';
import { fault, type Message, message, valueFaultAt } from '../../../preload/messages/index.ts';
import type { ReleaseLog } from '../../publish/index.ts';
import { openArchiveContent } from '../content/archive-content.ts';
import type { PublishedPaths } from '../content/published-paths.ts';
import type { Release } from '../destination.ts';
import { type ReleaseRecord, releaseRecordSchema } from './record.ts';

/** A release that is about to begin, as it goes into the journal. */
export function newRecord(
  release: Omit<Release, 'content'>,
  settings: readonly DestinationSettings[],
  { id, now, draft }: { readonly id: string; readonly now: number; readonly draft?: ReleaseDraft | undefined },
): ReleaseRecord {
  const { root, folderName, packageId, name, version, preRelease, notes, archive } = release;
  const destinations = settings.map((one) => ({ settings: one, phase: 'waiting' as const, error: null, link: null }));
  return {
    ...{ id, folder: root, folderName, packageId, name, version, preRelease, notes },
    archive: { path: archive.path, sha256: archive.sha256, size: archive.size },
    destinations,
    createdAt: now,
    draft: draft ?? null,
  };
}

/** The release of a record, with what was packed for it. Throws when the archive is not there any more. */
export async function releaseOfRecord(record: ReleaseRecord): Promise<Release> {
  const { folder, destinations: _, id: __, createdAt: ___, draft: ____, ...release } = record;
  const content = await openArchiveContent(record.archive.path, record.packageId, folder, record.archive.sha256);
  return { ...release, root: folder, content };
}

/** Oldest first. Records that cannot be read stay in the journal. */
export function loggedReleases(log: ReleaseLog): ReleaseRecord[] {
  return log
    .all()
    .map(({ record }) => releaseRecordSchema.safeParse(parse(record)))
    .flatMap((read) => (read.success ? [read.data] : []));
}

/** Releases that some destination does not have yet, oldest first. */
export function unfinishedReleases(log: ReleaseLog): ReleaseRecord[] {
  return loggedReleases(log).filter(({ destinations }) => !destinations.every(isOverAt));
}

/** The same release, with everything that is not there yet to be done again; or that of some destinations. */
export function recordForRetry(record: ReleaseRecord, names?: readonly string[]): ReleaseRecord {
  const destinations = record.destinations.map((one) => {
    if (isOverAt(one)) return one;
    if (names === undefined || names.includes(one.settings.name))
      return { ...one, phase: 'waiting' as const, error: null, foundThere: one.foundThere ?? null };
    // What was interrupted there does not go on by this.
    return isOpenAt(one) ? { ...one, phase: 'failed' as const, error: fault('cancelled.text') } : one;
  });
  return { ...record, destinations };
}

/** What this machine wrote where, out of the journal. */
export function publishedIn(log: ReleaseLog): (place: string) => PublishedPaths {
  return (place) => ({
    all: () => log.publishedPaths(place),
    note: (paths) => log.notePublished(place, paths),
  });
}

export interface ReadDestinations {
  readonly settings: readonly DestinationSettings[];
  readonly faults: readonly Message[];
}

/** The destinations of a loadmaster.json. One with a fault is told and left out. */
export function readDestinations(raw: readonly unknown[] = []): ReadDestinations {
  const settings: DestinationSettings[] = [];
  const faults: Message[] = [];
  for (const [index, one] of raw.entries()) {
    const read = destinationSettingsSchema.safeParse(one);
    if (!read.success) {
      const [issue] = read.error.issues;
      const said = issue === undefined ? message('value.other') : valueFaultAt(issue);
      faults.push(message('project-file.destination', index + 1, said));
    } else if (settings.some(({ name }) => name === read.data.name))
      faults.push(message('project-file.destination', index + 1, message('project-file.nameTwice', read.data.name)));
    else settings.push(read.data);
  }
  return { settings, faults };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
