import type { Progress, Submission, SubmissionPhase } from '../../preload/contract.ts';

/** What long work calls its own phases while a submission is in one. */
const REPORTED: Partial<Record<SubmissionPhase, readonly string[]>> = {
  building: ['packing', 'finishing'],
  sending: ['sending'],
};

/** The last report, if it is of what happens now: "0.0 of 730.8 kB" of an upload says nothing about its processing. */
export function progressNow({ state }: Submission, last: Progress | undefined): Progress | undefined {
  return last && REPORTED[state.phase]?.includes(last.phase) ? last : undefined;
}
