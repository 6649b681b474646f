import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { fault } from '../../../preload/messages/index.ts';
import type { ReleaseLog } from '../../publish/index.ts';
import { DestinationError } from '../destination.ts';
import { zipPaths } from '../kinds/zip-destination.ts';
import type { DestinationDeps } from '../open-destination.ts';
import { resolveLocalPath } from '../place.ts';
import type { ReleaseRecord } from '../release/record.ts';
import { newRecord } from '../release/releases.ts';
import { writeRecord } from '../release/run-release.ts';
import type { Withdrawal } from './plan-withdrawal.ts';
import { takeOffGithub } from './take-off-github.ts';
import { takeOffSite } from './take-off-site.ts';

type ReleaseToMake = NonNullable<Withdrawal['back']>['release'];

interface Journalled {
  readonly log: Pick<ReleaseLog, 'write'>;
  readonly now: () => number;
}

interface Withdrawing extends Journalled {
  readonly deps: DestinationDeps;
  readonly newId?: () => string;
  /** Brings the version before there by an ordinary release; false when that did not end well. */
  readonly goBack: (record: ReleaseRecord, release: ReleaseToMake) => Promise<boolean>;
}

/** Takes a version back at one place, with its journal; false when the release of the version before did not get there. */
export async function withdraw(
  withdrawal: Withdrawal,
  { deps, newId, goBack, ...journal }: Withdrawing,
): Promise<boolean> {
  noteWithdrawing(withdrawal, journal);
  const { back } = withdrawal;
  const record = recordForGoingBack(withdrawal, journal.now(), newId?.());
  if (back === undefined || record === undefined) await takeAway(withdrawal, deps);
  else if (!(await goBack(record, back.release))) return false;
  noteWithdrawn(withdrawal, journal);
  return true;
}

/** Going back to an earlier version is a release of it to this one place, with everything a release has: a journal, a retry, a look at the end. */
function recordForGoingBack(
  { settings, version, back }: Withdrawal,
  now: number,
  id: string = randomUUID(),
): ReleaseRecord | undefined {
  if (back === undefined) return undefined;
  const record = newRecord(back.release, [settings], { id, now });
  const destinations = record.destinations.map((one) => ({ ...one, foundThere: version }));
  return { ...record, destinations };
}

/** Into the journal before anything is done: a release that is being taken back is not brought there again by a retry. */
function noteWithdrawing({ record, settings }: Withdrawal, { log, now }: Journalled): void {
  if (record !== undefined) writeRecord(log, record, { destination: settings.name, at: now(), step: 'withdrawing' });
}

/** Where no files of another version take its place. Can be repeated. */
export async function takeAway(withdrawal: Withdrawal, deps: DestinationDeps): Promise<void> {
  const { settings, version, packageId, folder, record } = withdrawal;
  switch (settings.kind) {
    case 'github':
      return takeOffGithub(settings, version, deps);
    case 'static-site':
      return takeOffSite(settings, { packageId, version }, { ...deps, base: folder });
    case 'zip':
      if (record !== undefined) await removeZip(settings.name, record);
      return;
    case 'xpkg':
      throw new DestinationError(fault('cannot_be_withdrawn.registry', version, settings.name));
    case 'skunkcrafts':
    case 'folder':
      // Files of an earlier version take its place: a release of that.
      return;
  }
}

/** The journal's last word on it, where this machine released it. */
function noteWithdrawn({ record, settings }: Withdrawal, { log, now }: Journalled): void {
  if (record === undefined) return;
  const destinations = record.destinations.map((one) =>
    one.settings.name === settings.name ? { ...one, phase: 'withdrawn' as const, error: null, link: null } : one,
  );
  writeRecord(log, { ...record, destinations }, { destination: settings.name, at: now(), step: 'withdrawn' });
}

/**
 * The zip and what was written beside it, by the names that the release gave them: what loadmaster.json says now may name
 * other files, which somebody else put there.
 */
async function removeZip(destination: string, record: ReleaseRecord): Promise<void> {
  const { folder, destinations, ...release } = record;
  const settings = destinations.find((one) => one.settings.name === destination)?.settings;
  if (settings?.kind !== 'zip') return;
  const paths = zipPaths(resolveLocalPath(settings.path, folder), release, settings.pattern);
  await Promise.all(paths.map((path) => rm(path, { force: true })));
}
