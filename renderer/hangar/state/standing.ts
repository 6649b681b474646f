import { useMemo } from 'react';
import { hasFailed, hasReleaseFailed, isUnderWay } from '../../../preload/contract/phases.ts';
import type { AddonSummary, Release, Submission } from '../../../preload/contract.ts';
import type { Light } from '../../parts/signs/light.ts';
import { useAddons } from '../../stores/addons.ts';
import { activeOf, useConnections } from '../../stores/connections.ts';
import { type ReleasesState, useReleases } from '../../stores/releases.ts';
import { type SubmissionsState, useSubmissions } from '../../stores/submissions.ts';
import { isPublishDue, statusLight } from '../../submissions/published.ts';
import { type CardSubject, cardSubject } from './card.ts';

/** How an add-on stands, in one word; in the order in which an author would go through them. */
export const STANDINGS = ['attention', 'running', 'errors', 'changed', 'new', 'current', 'reading'] as const;
export type Standing = (typeof STANDINGS)[number];

export const STANDING_LIGHTS: Readonly<Record<Standing, Light>> = {
  attention: 'bad',
  running: 'flight',
  errors: 'warn',
  changed: 'flight',
  new: 'past',
  current: 'ok',
  reading: 'past',
};

export function standingOf(addon: AddonSummary, subject: CardSubject): Standing {
  switch (subject.about) {
    case 'missing':
    case 'unreadable':
      return 'attention';
    case 'reading':
      return 'reading';
    case 'release':
      return subject.release.state === 'running' && !hasReleaseFailed(subject.release) ? 'running' : 'attention';
    case 'submission':
      return isUnderWay(subject.submission) && !hasFailed(subject.submission) ? 'running' : 'attention';
    case 'folder':
      return standingOfFolder(addon);
  }
}

function standingOfFolder(addon: AddonSummary): Standing {
  if (addon.findings.error > 0) return 'errors';
  if (addon.lastPublished === null) return 'new';
  if (statusLight(addon.lastPublished.status) === 'bad') return 'attention';
  return isPublishDue(addon) ? 'changed' : 'current';
}

export type Subjects = ReadonlyMap<string, CardSubject>;

/** What each card is about. One walk over the history for all of them, instead of one for each. */
export function subjectsOf(
  addons: readonly AddonSummary[],
  { ids, byId }: SubmissionsState,
  { all }: ReleasesState,
  connectionId: string | undefined,
): Subjects {
  const latest = new Map<string, Submission>();
  for (const id of ids) {
    const one = byId[id];
    if (one?.addonId && one.connectionId === connectionId && !latest.has(one.addonId)) latest.set(one.addonId, one);
  }
  const releases = new Map<string, Release>();
  for (const one of all) {
    if (one.addonId !== null && !releases.has(one.addonId)) releases.set(one.addonId, one);
  }
  return new Map(addons.map((addon) => [addon.id, cardSubject(addon, latest.get(addon.id), releases.get(addon.id))]));
}

export function useSubjects(): Subjects {
  const ids = useAddons((state) => state.ids);
  const byId = useAddons((state) => state.byId);
  const submissions = useSubmissions();
  const releases = useReleases();
  const connectionId = useConnections((state) => activeOf(state)?.id);
  return useMemo(() => {
    const addons = ids.map((id) => byId[id]).filter((addon) => addon !== undefined);
    return subjectsOf(addons, submissions, releases, connectionId);
  }, [ids, byId, submissions, releases, connectionId]);
}
