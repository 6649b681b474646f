import type { Submission, SubmissionPhase } from '../../preload/contract.ts';
import { statusInfo } from '../../protocol/index.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { bytes, duration } from './format.ts';
import { sentenceOf } from './outcome.ts';
import type { Terminal } from './terminal.ts';

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
  terminal.document(submission);
  if (state.phase === 'blocked') {
    for (const { severity, rule, path, message } of state.findings)
      terminal.line(`${severity}  ${rule}  ${path ? `${path}: ` : ''}${message}`);
  }
  if (error) {
    terminal.line(terminal.paint('red', `${sentenceOf(error)} (${error.code})`));
    if (error.hint) terminal.line(error.hint);
  }
  if (archive) terminal.line(`archive ${bytes(archive.size)}, sha256 ${archive.sha256}`);
  if (state.phase === 'processed' && state.hash !== null)
    terminal.line(`package ${state.size === null ? '' : `${bytes(state.size)}, `}sha256 ${state.hash}`);
  if (attempts.length > 1) terminal.line(`${attempts.length} attempts`);
  if (!isEnded(submission)) terminal.line(howToGoOn(submission));
  if (state.phase === 'blocked')
    terminal.line('`loadmaster check DIR` says why and what helps; then publish again. Nothing was sent.');
  else if (submission.retry && submission.retry.what !== 'nothing' && state.phase !== 'processed')
    terminal.line(`\`loadmaster retry\`: ${submission.retry.sentence}`);
  return exitCodeOf(submission);
}

export function exitCodeOf({ state }: Submission): ExitCode {
  return ENDS[state.phase] ?? (state.phase === 'processing' && state.cancelAsked ? EXIT.cancelled : EXIT.open);
}

function howToGoOn({ packageId, version, waitsForWord }: Submission): string {
  const name = `${packageId} ${version}`;
  if (waitsForWord === true)
    return `\`loadmaster resume ${name}\` asks again, with another token if there is one; --wait waits for it.`;
  return `\`loadmaster status\` says how it stands, \`loadmaster resume ${name}\` goes on waiting for it.`;
}

export function sentenceFor(submission: Submission): string {
  const { packageId, version, state } = submission;
  const name = `${packageId} ${version}`;
  switch (state.phase) {
    case 'queued':
      return `${name} waits for its turn.`;
    case 'building':
      return `${name} is checked and packed.`;
    case 'blocked':
      return `${name} was not sent: the checks found errors.`;
    case 'built':
      return `${name} is packed.`;
    case 'waiting':
      return `${name} waits ${duration((state.until - Date.now()) / 1000)}: ${WAITS[state.reason]}.`;
    case 'sending':
      return `${name} is sent${state.attempt > 1 ? ` (attempt ${state.attempt})` : ''}.`;
    case 'uncertain':
      return submission.waitsForWord === true
        ? `${name}: whether the registry got it is not known; this token may not ask.`
        : `${name}: checking whether the registry got it.`;
    case 'processing':
      return submission.waitsForWord === true
        ? `${name} was received; this token cannot see how it ends.`
        : `${name} was received; the registry is processing it.`;
    case 'processed':
      return `${name} is published${byEarlierAttempt(submission) ? ' (by an attempt whose answer was lost)' : ''}.`;
    case 'failed':
      return `${name} failed on the registry (${state.status}). ${statusInfo(state.status).sentence}`.trimEnd();
    case 'rejected':
      return `${name} was refused by the registry (${state.httpStatus}).`;
    case 'stopped':
      return `${name} could not go on.`;
    case 'cancelled':
      return state.versionUsed
        ? `${name} was cancelled; its number is used up.`
        : `${name} was cancelled; its number is still free.`;
    case 'rehearsed':
      return `${name} would be sent: everything but the sending was done.`;
  }
}

function byEarlierAttempt({ attempts }: Submission): boolean {
  const sent = attempts.findLast(({ route }) => route !== 'status');
  return sent !== undefined && (sent.httpStatus === null || sent.httpStatus >= 300);
}

const WAITS = {
  'rate-limit': 'the registry asks for a pause',
  offline: 'the registry cannot be reached',
  'server-trouble': 'the registry has trouble',
  'auto-retry': 'it will be tried again by itself',
} as const;
