import type { Submission, SubmissionPhase } from '../../../preload/contract.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { bytes, duration } from '../output/format.ts';
import { sentenceOf } from '../output/outcome.ts';
import { say } from '../output/say.ts';
import { findingLine, sayCode, sayError, sayMessage } from '../output/say-main.ts';
import type { Terminal } from '../output/terminal.ts';

const ENDS: Readonly<Partial<Record<SubmissionPhase, ExitCode>>> = {
  processed: EXIT.done,
  rehearsed: EXIT.done,
  blocked: EXIT.failed,
  failed: EXIT.failed,
  stopped: EXIT.failed,
  rejected: EXIT.refused,
  cancelled: EXIT.cancelled,
};

export function isEnded({ state }: Submission): boolean {
  return state.phase in ENDS;
}

/** Prints how a submission ended and answers with the exit code that says so. */
export function tellEnd(submission: Submission, terminal: Terminal): ExitCode {
  const { state, error, archive, attempts } = submission;
  const t = say().submission;
  terminal.document(submission);
  if (state.phase === 'blocked') {
    for (const finding of state.findings) terminal.line(`${say().severity[finding.severity]}  ${findingLine(finding)}`);
  }
  if (error) {
    terminal.line(terminal.paint('red', `${sentenceOf(error)} (${error.code})`));
    const { hint } = sayError(error);
    if (hint) terminal.line(hint);
  }
  if (archive) terminal.line(t.archive(bytes(archive.size), archive.sha256));
  if (state.phase === 'processed' && state.hash !== null)
    terminal.line(state.size === null ? t.packageHash(state.hash) : t.package(bytes(state.size), state.hash));
  if (attempts.length > 1) terminal.line(say().count.attempts(attempts.length));
  if (!isEnded(submission)) terminal.line(howToGoOn(submission));
  if (state.phase === 'blocked') terminal.line(t.checkSaysWhy);
  else if (submission.retry && submission.retry.what !== 'nothing' && state.phase !== 'processed')
    terminal.line(t.retry(sayMessage(submission.retry.said, submission.retry.sentence)));
  return exitCodeOf(submission);
}

export function exitCodeOf({ state }: Submission): ExitCode {
  return ENDS[state.phase] ?? (state.phase === 'processing' && state.cancelAsked ? EXIT.cancelled : EXIT.open);
}

function howToGoOn({ packageId, version, waitsForWord }: Submission): string {
  const { askAgain, waitAgain } = say().submission;
  return (waitsForWord === true ? askAgain : waitAgain)(`${packageId} ${version}`);
}

export function sentenceFor(submission: Submission): string {
  const { packageId, version, state } = submission;
  const name = `${packageId} ${version}`;
  const t = say().submission;
  switch (state.phase) {
    case 'waiting':
      return t.waiting(name, duration((state.until - Date.now()) / 1000), t.waits[state.reason]);
    case 'sending':
      return state.attempt > 1 ? t.sendingAgain(name, state.attempt) : t.sending(name);
    case 'uncertain':
      return submission.waitsForWord === true ? t.uncertainForGood(name) : t.uncertain(name);
    case 'processing':
      return submission.waitsForWord === true ? t.processingUnseen(name) : t.processing(name);
    case 'processed':
      return byEarlierAttempt(submission) ? t.processedEarlier(name) : t.processed(name);
    case 'failed':
      return t.failed(name, state.status, sayCode(state.status).sentence);
    case 'rejected':
      return t.rejected(name, state.httpStatus);
    case 'cancelled':
      return state.versionUsed ? t.cancelledUsed(name) : t.cancelledFree(name);
    default:
      return t[state.phase](name);
  }
}

function byEarlierAttempt({ attempts }: Submission): boolean {
  const sent = attempts.findLast(({ route }) => route !== 'status');
  return sent !== undefined && (sent.httpStatus === null || sent.httpStatus >= 300);
}
