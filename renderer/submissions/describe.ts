import { hasEnded, hasFailed } from '../../preload/contract/phases.ts';
import type { Progress, Submission } from '../../preload/contract.ts';
import { formatPercent } from '../format/numbers.ts';
import { formatCountdown } from '../format/time.ts';
import type { Light } from '../parts/signs/light.ts';
import { explain, explainError } from '../text/explain.ts';
import { text } from '../text/text.ts';
import { progressNow } from './progress-now.ts';

const { label, sentence } = text.submissions;

/** What a submission looks like at this moment: a light, a word, a sentence, and the code as authors quote it. */
export interface Described {
  readonly light: Light;
  readonly label: string;
  readonly sentence: string;
  readonly code: string | undefined;
}

/** Ended in a way that one click may mend. */
export function isFailed(submission: Submission): boolean {
  return hasFailed(submission) && submission.retry !== null && submission.retry.what !== 'nothing';
}

export function canCancel(submission: Submission): boolean {
  const { state } = submission;
  return !hasEnded(submission) && (submission.interrupted || !(state.phase === 'processing' && state.cancelAsked));
}

/** Share of the phase under way, or undefined where nobody knows it. */
export function shareOf(progress: Progress | undefined): number | undefined {
  if (!progress || progress.total === null || progress.total === 0) return undefined;
  return Math.min(1, progress.done / progress.total);
}

function secondsUntil(at: number, now: number): string {
  return formatCountdown((at - now) / 1000);
}

export function describeSubmission(submission: Submission, progress: Progress | undefined, now: number): Described {
  if (submission.interrupted) {
    return { light: 'warn', label: label.interrupted, sentence: sentence.interrupted, code: undefined };
  }
  return describeState(submission, progress, now);
}

function describeState(submission: Submission, progress: Progress | undefined, now: number): Described {
  const { state, version } = submission;
  const share = shareOf(progressNow(submission, progress));
  switch (state.phase) {
    case 'queued':
      return plain('warn', label.queued, sentence.queued);
    case 'building':
      return plain('flight', withShare(share, label.building, label.buildingAt), sentence.building);
    case 'blocked':
      return plain('bad', label.blocked, sentence.blocked(state.findings.length));
    case 'built':
      return plain('warn', label.built, sentence.built);
    case 'waiting':
      return describeWaiting(state.reason, secondsUntil(state.until, now));
    case 'sending':
      if (share === 1) return plain('flight', label.sent, sentence.sent);
      return plain('flight', withShare(share, label.sending, label.sendingAt), sentence.sending(state.attempt));
    case 'uncertain':
      return plain(
        'warn',
        label.uncertain,
        `${sentence.uncertain} ${uncertainNext(state.nextCheckAt ?? undefined, now)}`,
      );
    case 'processing':
      return plain(
        'warn',
        label.processing,
        state.cancelAsked ? sentence.processingCancelled(version) : sentence.processing(version),
      );
    case 'processed':
      return plain('ok', label.processed, processedSentence(submission));
    case 'failed':
      return { light: 'bad', label: label.failed, sentence: failedSentence(state.status), code: state.status };
    case 'rejected':
      return {
        light: 'bad',
        label: label.rejected,
        sentence: rejectedSentence(submission),
        code: rejectedCode(submission),
      };
    case 'stopped':
      return {
        light: 'bad',
        label: label.stopped,
        sentence: submission.error ? explainError(submission.error).sentence : sentence.failed,
        code: submission.error?.code,
      };
    case 'cancelled':
      return plain(
        'past',
        label.cancelled,
        state.versionUsed ? sentence.cancelledAfter(version) : sentence.cancelledBefore(version),
      );
    case 'rehearsed':
      return plain('ok', label.rehearsed, sentence.rehearsed);
  }
}

function withShare(share: number | undefined, word: string, wordAt: (percent: string) => string): string {
  return share === undefined ? word : wordAt(formatPercent(share));
}

function plain(light: Light, word: string, says: string): Described {
  return { light, label: word, sentence: says, code: undefined };
}

function describeWaiting(
  reason: 'rate-limit' | 'offline' | 'server-trouble' | 'auto-retry',
  countdown: string,
): Described {
  switch (reason) {
    case 'rate-limit':
      return plain('warn', label.rateLimit, sentence.rateLimit(countdown));
    case 'offline':
      return plain('warn', label.offline, sentence.offline(countdown));
    case 'server-trouble':
      return plain('warn', label.serverTrouble, sentence.serverTrouble(countdown));
    case 'auto-retry':
      return plain('warn', label.autoRetry, sentence.autoRetry(countdown));
  }
}

function uncertainNext(nextCheckAt: number | undefined, now: number): string {
  return nextCheckAt === undefined || nextCheckAt <= now
    ? sentence.uncertainNow
    : sentence.uncertainNext(secondsUntil(nextCheckAt, now));
}

function processedSentence({ version, draft }: Submission): string {
  switch (draft.access) {
    case 'public':
      return sentence.processed(version);
    case 'private':
      return sentence.processedPrivate(version);
    case 'not-stored':
      return sentence.processedNotStored(version);
  }
}

function failedSentence(status: string): string {
  return explain(status).sentence;
}

// A refused release leaves nothing behind, except where the registry says that the number is used already.
const NUMBER_TAKEN = new Set(['version_exists', 'version_not_exist', 'cant_retry']);

function rejectedSentence({ error, kind, version, state }: Submission): string {
  const says = error ? explainError(error).sentence : sentence.failed;
  if (state.phase !== 'rejected' || state.httpStatus >= 500 || (error && NUMBER_TAKEN.has(error.code))) return says;
  return kind === 'retry' ? `${says} ${sentence.numberUsed(version)}` : `${says} ${sentence.notStored(version)}`;
}

function rejectedCode({ error, state }: Submission): string | undefined {
  if (state.phase !== 'rejected') return error?.code;
  return error === null || error.code === `http_${state.httpStatus}`
    ? String(state.httpStatus)
    : `${state.httpStatus} ${error.code}`;
}
