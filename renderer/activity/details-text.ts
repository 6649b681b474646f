import type { Submission } from '../../preload/contract.ts';
import { answerOf } from './attempt-answer.ts';

/** A release as plain text, for a message to whoever helps. Times are UTC, so that a server's log can be searched. */
export function detailsText(submission: Submission, registry: string): string {
  const { packageId, version, state, error, archive, attempts } = submission;
  const status = state.phase === 'failed' ? ` ${state.status}` : '';
  const lines = [
    `${packageId}@${version} to ${registry}: ${state.phase}${status}`,
    ...(error ? [`error: ${error.code} ${error.message}`] : []),
    ...(archive ? [`zip: ${archive.size} bytes, ${archive.files} files, sha256 ${archive.sha256}`] : []),
    ...attempts.map(
      (attempt) =>
        `attempt ${attempt.number} ${new Date(attempt.startedAt).toISOString()} ${attempt.route}: ` +
        `${answerOf(attempt)}, ${attempt.bytesSent} bytes sent, ${attempt.outcome}`,
    ),
  ];
  return lines.join('\n');
}
