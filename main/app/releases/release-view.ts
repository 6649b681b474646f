import type { AppError, DestinationPlan, DestinationSettings, Release } from '../../../preload/contract.ts';
import { hasTesters, isOpenAt } from '../../../preload/contract.ts';
import type { ReleaseRecord } from '../../destinations/index.ts';

interface Around {
  readonly addonId: string | undefined;
  readonly running: boolean;
  readonly superseded: boolean;
  readonly forTesters: readonly DestinationSettings[];
  /** The connection behind the name that an X-Pkg destination has. */
  connection(registry: string): string | undefined;
}

/** A release as the page sees it. */
export function releaseView(
  record: ReleaseRecord,
  { addonId, running, superseded, forTesters, connection }: Around,
): Release {
  const { id, name, packageId, version, createdAt, destinations } = record;
  const waits = destinations.some(isOpenAt);
  return {
    ...{ id, addonId: addonId ?? null, addonName: name, packageId, version, createdAt, superseded },
    forTesters: forTesters.map((settings) => settings.name),
    state: running ? 'running' : waits ? 'interrupted' : 'ended',
    destinations: destinations.map(({ settings, phase, error, link }) => ({
      name: settings.name,
      kind: settings.kind,
      connectionId: settings.kind === 'xpkg' ? (connection(settings.registry) ?? null) : null,
      ...{ phase, error, link },
    })),
  };
}

/** Places where testers have this version and nothing later went, to testers or to everybody. */
export function placesOfTesters(record: ReleaseRecord, all: readonly ReleaseRecord[]): DestinationSettings[] {
  if (!record.preRelease) return [];
  const later = all
    .slice(all.findIndex(({ id }) => id === record.id) + 1)
    .filter((one) => one.folder === record.folder);
  const hasLater = (name: string) =>
    later.some(({ destinations }) => destinations.some(({ settings }) => settings.name === name));
  return record.destinations
    .filter(({ settings, phase }) => phase === 'done' && hasTesters(settings) && !hasLater(settings.name))
    .map(({ settings }) => settings);
}

type Planned = Awaited<ReturnType<typeof import('../../destinations/index.ts')['planRelease']>>[number];

export function planView(name: string, plan: Planned['plan'], error: AppError | undefined): DestinationPlan {
  return {
    name,
    plan: plan ? { ...plan, versionThere: plan.versionThere ?? null, findings: [...plan.findings] } : null,
    error: error ?? null,
  };
}
