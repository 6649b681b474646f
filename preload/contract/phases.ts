import type { SubmissionPhase, SubmissionState } from './publish.ts';

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
