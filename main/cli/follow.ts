import type { Submission, SubmissionPhase } from '../../preload/contract.ts';
import { CommandFault, EXIT, type ExitCode } from './exit-codes.ts';
import { bytes, duration, progressLine } from './format.ts';
import { sentenceOf } from './outcome.ts';
import type { Terminal } from './terminal.ts';
import type { TerminalWorkshop } from './terminal-workshop.ts';

const ENDS: Readonly<Partial<Record<SubmissionPhase, ExitCode>>> = {
  processed: EXIT.done,
  rehearsed: EXIT.done,
  blocked: EXIT.failed,
  failed: EXIT.failed,
  stopped: EXIT.failed,
  rejected: EXIT.refused,
  cancelled: EXIT.cancelled,
};

type Follow = {
  readonly workshop: TerminalWorkshop;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** Milliseconds after which the command stops waiting; the submission goes on at the next call. */
  readonly timeoutMs: number | null;
};

/** Waits for the end of a submission, showing how it goes. Ctrl-C cancels it and says what is then true. */
export async function follow(id: string, { workshop, terminal, signal, timeoutMs }: Follow): Promise<Submission> {
  const { handlers } = workshop;
  const stopProgress = workshop.onProgress((progress) => {
    if (progress.id === id) terminal.progress(progressLine(progress));
  });
  let stopChanges = (): void => {};
  let timer: NodeJS.Timeout | undefined;
  let said = '';
  try {
    return await new Promise<Submission>((resolve, reject) => {
      const look = (submission: Submission): void => {
        if (submission.id !== id) return;
        const sentence = sentenceFor(submission);
        if (sentence !== said) terminal.note(sentence);
        said = sentence;
        if (submission.state.phase in ENDS) resolve(submission);
      };
      stopChanges = workshop.onSubmission(look);
      handlers.publish
        .get({ id })
        .then((found) => (found.ok ? look(found.value) : reject(new Error(found.error.message))), reject);
      const cancel = (): void => {
        handlers.publish.cancel({ id }).then((cancelled) => {
          if (!cancelled.ok)
            return reject(new CommandFault(EXIT.cancelled, cancelled.error.code, cancelled.error.message));
          terminal.note(cancelled.value.sentence);
          resolve(cancelled.value.submission);
        }, reject);
      };
      if (signal.aborted) cancel();
      else signal.addEventListener('abort', cancel, { once: true });
      if (timeoutMs !== null) {
        timer = setTimeout(() => {
          handlers.publish
            .get({ id })
            .then((found) => (found.ok ? resolve(found.value) : reject(new Error(found.error.message))), reject);
        }, timeoutMs);
      }
    });
  } finally {
    clearTimeout(timer);
    stopChanges();
    stopProgress();
    terminal.endProgress();
  }
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
  if (submission.retry && submission.retry.what !== 'nothing' && state.phase !== 'processed')
    terminal.line(`\`loadmaster retry\`: ${submission.retry.sentence}`);
  return ENDS[state.phase] ?? (state.phase === 'processing' && state.cancelAsked ? EXIT.cancelled : EXIT.open);
}

export function sentenceFor({ packageId, version, state }: Submission): string {
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
      return `${name}: checking whether the registry got it.`;
    case 'processing':
      return `${name} was received; the registry is processing it.`;
    case 'processed':
      return `${name} is published.`;
    case 'failed':
      return `${name} failed on the registry: ${state.status}.`;
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

const WAITS = {
  'rate-limit': 'the registry asks for a pause',
  offline: 'the registry cannot be reached',
  'server-trouble': 'the registry has trouble',
  'auto-retry': 'it will be tried again by itself',
} as const;
