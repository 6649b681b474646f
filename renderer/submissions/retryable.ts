import { mayBeRetried, withoutResolved } from '../../preload/contract/phases.ts';
import type { Submission } from '../../preload/contract.ts';
import { isInRelease, type ReleasesState } from '../stores/releases.ts';
import type { SubmissionsState } from '../stores/submissions.ts';

const ONE_CLICK = new Set(['send-again', 'rebuild', 'reprocess']);

/** Failed, and a retry needs no decision of the author: these are what "Retry all failed" takes. */
export function isRetryable(submission: Submission): boolean {
  return mayBeRetried(submission) && submission.retry !== null && ONE_CLICK.has(submission.retry.what);
}

/** A version that failed twice is one version to retry. */
export function countRetryable({ ids, byId }: SubmissionsState, releases: ReleasesState): number {
  const versions = new Set<string>();
  const all = ids.map((id) => byId[id]).filter((submission) => submission !== undefined);
  const alone = all.filter((submission) => !isInRelease(releases, submission));
  for (const submission of withoutResolved(alone).filter(isRetryable)) {
    versions.add(`${submission.connectionId}\n${submission.packageId}\n${submission.version}`);
  }
  return versions.size;
}
