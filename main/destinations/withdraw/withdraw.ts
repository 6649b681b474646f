import { randomUUID } from 'node:crypto';
import { fault } from '../../../preload/messages/index.ts';
import type { ReleaseLog } from '../../publish/index.ts';
import { DestinationError } from '../destination.ts';
import type { DestinationDeps } from '../open-destination.ts';
import type { ReleaseRecord } from '../release/record.ts';
import { newRecord } from '../release/releases.ts';
import { writeRecord } from '../release/run-release.ts';
import type { Withdrawal } from './plan-withdrawal.ts';
import { removeZip } from './remove-zip.ts';
import { takeOffGithub } from './take-off-github.ts';
import { takeOffSite } from './take-off-site.ts';

interface Journalled {
  readonly log: Pick<ReleaseLog, 'write'>;
  readonly now: () => number;
}

/** Going back to an earlier version is a release of it to this one place, with everything a release has: a journal, a retry, a look at the end. */
export function recordForGoingBack(
  { settings, back }: Withdrawal,
  now: number,
  id: string = randomUUID(),
): ReleaseRecord | undefined {
  return back && newRecord(back.release, [settings], { id, now });
}

/** Into the journal before anything is done: a release that is being taken back is not brought there again by a retry. */
export function noteWithdrawing({ record, settings }: Withdrawal, { log, now }: Journalled): void {
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
      if (record !== undefined) await removeZip(settings, record);
      return;
    case 'xpkg':
      throw new DestinationError(fault('cannot_be_withdrawn.registry', version, settings.name));
    case 'skunkcrafts':
    case 'folder':
      // Files of an earlier version take its place: a release of that.
      return;
  }
}

/** The journal's last word on it; undefined where this machine did not release it. */
export function noteWithdrawn({ record, settings }: Withdrawal, { log, now }: Journalled): ReleaseRecord | undefined {
  if (record === undefined) return undefined;
  const destinations = record.destinations.map((one) =>
    one.settings.name === settings.name ? { ...one, phase: 'withdrawn' as const, error: null, link: null } : one,
  );
  const withdrawn = { ...record, destinations };
  writeRecord(log, withdrawn, { destination: settings.name, at: now(), step: 'withdrawn' });
  return withdrawn;
}
