import { isOverAt } from '../../../preload/contract/phases.ts';
import { isSuperseded } from '../../../preload/contract/superseded.ts';
import { type PruneOptions, pruneArchives } from '../../archive/index.ts';
import type { ReleaseLog } from '../../publish/index.ts';
import { loggedReleases } from './releases.ts';

export interface ReleaseLimits extends Omit<PruneOptions, 'keep'> {
  /** How many releases are remembered that are everywhere. */
  readonly historyLimit: number;
}

/**
 * Old releases and their archives, by the rule of the archive cache. What some destination does not have yet stays, with its archive, however
 * old it is; the others' archives are what going back to them takes. What was ever written to a place is never forgotten: depots need it.
 */
export async function pruneReleases(
  log: ReleaseLog,
  folder: string,
  { historyLimit, ...limits }: ReleaseLimits,
  inUse: readonly string[] = [],
): Promise<void> {
  const records = loggedReleases(log);
  const over = records.filter(({ destinations }) => destinations.every(isOverAt));
  // No retry brings what is superseded there any more. If it stayed longer than what came later, one would.
  const ended = records.filter((one) => over.includes(one) || isSuperseded(one, records));
  for (const { id } of ended.slice(0, Math.max(0, ended.length - historyLimit))) log.remove(id);
  const needed = records.filter((one) => !ended.includes(one)).map(({ archive }) => archive.path);
  await pruneArchives(folder, { ...limits, keep: [...needed, ...inUse] });
}
