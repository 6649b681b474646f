import type { AppError, DestinationSettings } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import type { ReleaseLog } from '../../publish/index.ts';
import { type Destination, DestinationError, type Release } from '../destination.ts';
import { type DestinationDeps, openDestination } from '../open-destination.ts';
import type { ReleaseRecord } from './record.ts';
import { loggedReleases } from './releases.ts';
import { errorOf } from './run-release.ts';

/** The last release of a folder that testers got; of one version, or of whichever was last. */
export function lastForTesters(log: ReleaseLog, folder: string, version?: string): ReleaseRecord | undefined {
  return loggedReleases(log).findLast(
    (one) => one.folder === folder && one.preRelease && (version === undefined || one.version === version),
  );
}

export interface TestersLack {
  readonly settings: DestinationSettings;
  readonly error: AppError;
}

/** Where testers do not have this very release, with what they have instead: nothing can be made of it there. Changes nothing. */
export async function whereTestersLack(
  release: Release,
  settings: readonly DestinationSettings[],
  deps: DestinationDeps,
): Promise<TestersLack[]> {
  const asked = await Promise.all(settings.map((one) => lackAt({ ...release, preRelease: true }, one, deps)));
  return asked.flatMap((one) => one ?? []);
}

async function lackAt(
  release: Release,
  settings: DestinationSettings,
  deps: DestinationDeps,
): Promise<TestersLack | undefined> {
  let destination: Destination | undefined;
  try {
    destination = await openDestination(release, settings, deps);
    const standing = await destination.ask({ signal: deps.signal });
    if (standing.is === 'published') return undefined;
    const { name } = settings;
    if (standing.is === 'different') throw new DestinationError(fault('testers_differ.text', name, release.version));
    const how = standing.is === 'partial' ? 'testers_lack.partly' : 'testers_lack.all';
    throw new DestinationError(fault(how, name, release.version));
  } catch (cause) {
    return { settings, error: errorOf(cause) };
  } finally {
    await destination?.dispose();
  }
}
