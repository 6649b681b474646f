import type { DestinationPhase, Release, ReleaseDestination } from './destinations.ts';
import type { Submission, SubmissionPhase, SubmissionState } from './publish.ts';

/** What a phase of a submission means to everybody who counts, shows or asks about submissions. */
interface PhaseMeaning {
  /** Goes on by itself, unless a restart interrupted it. Whatever does not has ended. */
  readonly running: boolean;
  /** Ended badly: the author should know. */
  readonly failed: boolean;
  /** A retry may help without the author changing anything first; a blocked one needs a change. */
  readonly retryable: boolean;
}

const RUNNING: PhaseMeaning = { running: true, failed: false, retryable: false };
const FAILED: PhaseMeaning = { running: false, failed: true, retryable: true };
const ENDED: PhaseMeaning = { running: false, failed: false, retryable: false };

const PHASES: Readonly<Record<SubmissionPhase, PhaseMeaning>> = {
  queued: RUNNING,
  building: RUNNING,
  built: RUNNING,
  waiting: RUNNING,
  sending: RUNNING,
  uncertain: RUNNING,
  processing: RUNNING,
  blocked: { ...FAILED, retryable: false },
  failed: FAILED,
  rejected: FAILED,
  stopped: FAILED,
  processed: ENDED,
  cancelled: ENDED,
  rehearsed: ENDED,
};

interface InPhase {
  readonly state: Pick<SubmissionState, 'phase'>;
}

/** Work that goes on by itself. After a restart some of it waits for the author: that is no work under way. */
export function isUnderWay({ state, interrupted }: InPhase & { readonly interrupted: boolean }): boolean {
  return PHASES[state.phase].running && !interrupted;
}

/** Nothing more happens without the author. An interrupted submission has not ended: it can be resumed. */
export function hasEnded({ state }: InPhase): boolean {
  return !PHASES[state.phase].running;
}

export function hasFailed({ state }: InPhase): boolean {
  return PHASES[state.phase].failed;
}

/** Failed in a way that does not ask for a change of the form or the folder first. */
export function mayBeRetried({ state }: InPhase): boolean {
  return PHASES[state.phase].retryable;
}

interface OfPackage extends InPhase {
  readonly connectionId: string;
  readonly packageId: string;
  readonly createdAt: number;
}

/** Without the failures that a later release made up for: users of that registry have a newer version of the package. */
export function withoutResolved<S extends OfPackage>(all: readonly S[]): S[] {
  const processed = new Map<string, number>();
  const packageOf = ({ connectionId, packageId }: OfPackage): string => `${connectionId}\n${packageId}`;
  for (const one of all) {
    if (one.state.phase !== 'processed') continue;
    processed.set(packageOf(one), Math.max(one.createdAt, processed.get(packageOf(one)) ?? 0));
  }
  return all.filter((one) => !hasFailed(one) || one.createdAt >= (processed.get(packageOf(one)) ?? 0));
}

/** Of each version only the newest word counts, and none where a later release made up for the failure. */
export function superseded<S extends OfPackage & { readonly id: string; readonly version: string }>(
  all: readonly S[],
): ReadonlySet<string> {
  const open = new Set(withoutResolved(all).map(({ id }) => id));
  const newest = new Map<string, S>();
  for (const one of all) {
    const version = `${one.connectionId}\n${one.packageId}\n${one.version}`;
    if ((newest.get(version)?.createdAt ?? -1) < one.createdAt) newest.set(version, one);
  }
  const latest = new Set([...newest.values()].map(({ id }) => id));
  return new Set(all.filter(({ id }) => !open.has(id) || !latest.has(id)).map(({ id }) => id));
}

/** What a phase at one destination of a release means. */
const AT_DESTINATION: Readonly<Record<DestinationPhase, 'open' | 'done' | 'withdrawn' | 'failed'>> = {
  waiting: 'open',
  staging: 'open',
  staged: 'open',
  flipping: 'open',
  verifying: 'open',
  done: 'done',
  withdrawn: 'withdrawn',
  failed: 'failed',
  refused: 'failed',
};

export function hasFailedAt({ phase }: Pick<ReleaseDestination, 'phase'>): boolean {
  return AT_DESTINATION[phase] === 'failed';
}

/** It was there, and nothing of it is left to bring: by a retry least of all. */
export function isOverAt({ phase }: Pick<ReleaseDestination, 'phase'>): boolean {
  return AT_DESTINATION[phase] === 'done' || AT_DESTINATION[phase] === 'withdrawn';
}

/** Neither there nor given up. */
export function isOpenAt({ phase }: Pick<ReleaseDestination, 'phase'>): boolean {
  return AT_DESTINATION[phase] === 'open';
}

/** Ended, and some place does not have it that should. */
export function hasReleaseFailed({
  state,
  superseded,
  destinations,
}: Pick<Release, 'state' | 'superseded' | 'destinations'>): boolean {
  return state === 'ended' && !superseded && destinations.some(hasFailedAt);
}

/** Whether a submission is what a release does at one of its destinations: then it is shown and counted with the release. */
export function isPartOf(
  { connectionId, packageId, version, dryRun }: Pick<Submission, 'connectionId' | 'packageId' | 'version' | 'dryRun'>,
  release: Pick<Release, 'packageId' | 'version' | 'destinations'>,
): boolean {
  if (dryRun || packageId !== release.packageId || version !== release.version) return false;
  return release.destinations.some((at) => at.connectionId === connectionId);
}
