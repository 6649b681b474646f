import type { ReleaseLog } from '../../publish/index.ts';
import type { ReleaseRecord } from '../release/record.ts';
import { loggedReleases } from '../release/releases.ts';

export interface UnfinishedWithdrawal {
  readonly record: ReleaseRecord;
  readonly destination: string;
}

/** Versions that were on their way back when the app ended or it failed, and that nothing later has taken the place of. */
export function unfinishedWithdrawals(log: ReleaseLog): UnfinishedWithdrawal[] {
  const all = loggedReleases(log);
  return all.flatMap((record, index) => {
    const done = record.destinations.filter(({ phase }) => phase === 'done');
    if (done.length === 0) return [];
    const last = new Map(log.steps(record.id).map(({ destination, step }) => [destination, step]));
    return done
      .map(({ settings }) => settings.name)
      .filter((name) => last.get(name) === 'withdrawing' && !isOvertaken(record, name, all.slice(index + 1)))
      .map((destination) => ({ record, destination }));
  });
}

function isOvertaken({ folder }: ReleaseRecord, name: string, later: readonly ReleaseRecord[]): boolean {
  return later.some(
    (one) =>
      one.folder === folder &&
      one.destinations.some(({ settings, phase }) => settings.name === name && phase === 'done'),
  );
}
