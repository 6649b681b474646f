import { hasEnded, type Outcome, type Submission } from '../../../preload/contract.ts';
import type { Entry } from '../journal/index.ts';
import type { Runner } from './runner.ts';

/** How long a cancel waits for the truth before it says that it does not know yet. */
const TRUTH_MS = 10_000;

/** Cancels, and answers with what is true then. */
export async function cancelSubmission(
  runner: Runner,
  id: string,
): Promise<Outcome<{ submission: Submission; sentence: string }>> {
  const before = runner.entry(id);
  if (hasEnded(before.machine)) return said(runner, before, 'It had ended before; nothing was left to cancel.');
  runner.dispatch(id, { type: 'cancel' });
  await waitForTruth(runner, id);
  const after = runner.entry(id);
  return said(runner, after, sentenceFor(after));
}

function said(runner: Runner, entry: Entry, sentence: string) {
  return { ok: true, value: { submission: runner.submission(entry), sentence } } as const;
}

async function waitForTruth(runner: Runner, id: string): Promise<void> {
  const patience = new AbortController();
  const stop = runner.deps.clock.setTimer(TRUTH_MS, () => patience.abort());
  const isKnown = () => {
    const { phase } = runner.entry(id).machine.state;
    return (phase !== 'sending' && phase !== 'uncertain') || runner.isResting(id);
  };
  await runner.until(isKnown, patience.signal).catch(() => {});
  stop();
}

function sentenceFor({ machine, version }: Entry): string {
  const { state, memory } = machine;
  switch (state.phase) {
    case 'cancelled':
      if (state.versionUsed)
        return `Nothing more is sent. The registry holds ${version} from before; its number stays used.`;
      if (memory.sends === 0) return 'Cancelled. Nothing was sent to the registry.';
      return `Cancelled. The registry did not take ${version}; the number is still free.`;
    case 'sending':
    case 'uncertain':
      return 'The upload was stopped, but the registry has not told yet whether it had received everything. Loadmaster keeps asking and sends nothing more.';
    case 'processing':
      return `The registry has received ${version} already, so it cannot be taken back and the number is used. Loadmaster watches how it ends.`;
    case 'processed':
      return `It was too late: ${version} is published.`;
    case 'failed':
      return `The registry had received ${version}, and processing it failed. The number is used; it can be retried.`;
    default:
      return machine.error?.message ?? 'Cancelled.';
  }
}
