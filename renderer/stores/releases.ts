import { create } from 'zustand';
import { isPartOf } from '../../preload/contract/phases.ts';
import type { Release, ReleaseProgress, Submission } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';

/** Releases to many destinations, newest first. */
export interface ReleasesState {
  readonly all: readonly Release[];
}

export const useReleases = create<ReleasesState>()(() => ({ all: [] }));

/** By release and destination, and of what is being packed by add-on; apart, as it moves ten times a second. */
export const useReleaseProgress = create<Readonly<Record<string, ReleaseProgress>>>()(() => ({}));

const SHOWN = 1000;

export async function loadReleases(): Promise<void> {
  const answer = await ask(bridge().destinations.releases({ limit: SHOWN }));
  // Without a history there is nothing to show; the list of submissions says why.
  if (answer.ok) useReleases.setState({ all: answer.value });
}

export function putRelease(release: Release): void {
  useReleases.setState(({ all }) => {
    const known = all.some(({ id }) => id === release.id);
    return { all: known ? all.map((one) => (one.id === release.id ? release : one)) : [release, ...all] };
  });
}

export function dropRelease(id: string): void {
  useReleases.setState(({ all }) => ({ all: all.filter((one) => one.id !== id) }));
}

export function progressKey(id: string, name?: string): string {
  return name === undefined ? id : `${id}\n${name}`;
}

export function putReleaseProgress(progress: ReleaseProgress): void {
  useReleaseProgress.setState({ [progressKey(progress.id, progress.name ?? undefined)]: progress });
}

export function latestRelease({ all }: ReleasesState, addonId: string): Release | undefined {
  return all.find((one) => one.addonId === addonId);
}

/** A submission that a release made is shown with the release. */
export function isInRelease({ all }: ReleasesState, submission: Submission): boolean {
  return all.some((release) => isPartOf(submission, release));
}
