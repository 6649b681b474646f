import { hasEnded, type Outcome, type Submission } from '../../../preload/contract.ts';
import { errorMessage, inWords, type Message, message } from '../../../preload/messages/index.ts';
import type { Entry } from '../journal/index.ts';
import type { Runner } from './runner.ts';

/** How long a cancel waits for the registry before it says that it does not know yet. */
const ANSWER_MS = 10_000;

/** Cancels, and answers with what is true then. */
export async function cancelSubmission(
  runner: Runner,
  id: string,
): Promise<Outcome<{ submission: Submission; sentence: string; said: Message }>> {
  const before = runner.entry(id);
  if (hasEnded(before.machine)) return said(runner, before, message('cancel.hadEnded'));
  runner.dispatch(id, { type: 'cancel' });
  await waitUntilKnown(runner, id);
  const after = runner.entry(id);
  return said(runner, after, sentenceFor(after));
}

function said(runner: Runner, entry: Entry, what: Message) {
  const value = { submission: runner.submission(entry), sentence: inWords(what), said: what };
  return { ok: true, value } as const;
}

async function waitUntilKnown(runner: Runner, id: string): Promise<void> {
  const deadline = new AbortController();
  const stop = runner.deps.clock.setTimer(ANSWER_MS, () => deadline.abort());
  const isKnown = () => {
    const { phase } = runner.entry(id).machine.state;
    return (phase !== 'sending' && phase !== 'uncertain') || runner.isResting(id);
  };
  await runner.until(isKnown, deadline.signal).catch(() => {});
  stop();
}

function sentenceFor({ machine, version }: Entry): Message {
  const { state, memory } = machine;
  switch (state.phase) {
    case 'cancelled':
      if (state.versionUsed) return message('cancel.heldBefore', version);
      if (memory.sends === 0) return message('cancel.nothingSent');
      return message('cancel.notTaken', version);
    case 'sending':
    case 'uncertain':
      return message('cancel.uncertain');
    case 'processing':
      return message('cancel.tooLate', version);
    case 'processed':
      return message('cancel.published', version);
    case 'failed':
      return message('cancel.failed', version);
    default:
      return machine.error ? errorMessage(machine.error) : message('cancel.cancelled');
  }
}
