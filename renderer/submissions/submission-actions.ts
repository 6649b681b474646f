import type { AppError, Submission } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { say, sayError } from '../stores/notices.ts';
import { goTo } from '../stores/place.ts';
import { putSubmission } from '../stores/submissions.ts';
import { sayMessage } from '../text/say-finding.ts';
import { text } from '../text/text.ts';
import type { NextStep } from './next-step.ts';

const t = text.submissions;

export async function takeStep(submission: Submission, step: NextStep): Promise<void> {
  switch (step.act) {
    case 'retry':
      return retry(submission);
    case 'resume':
      return resume(submission);
    case 'form':
      return openForm(submission, 'release');
    case 'checks':
      return openForm(submission, 'checks');
    case 'connection':
      return goTo({ screen: 'registry' });
  }
}

async function retry(submission: Submission): Promise<void> {
  const error = await retrySubmission(submission);
  if (error) sayError(t.couldNotRetry(submission.addonName, submission.version), error);
}

/** Answers with what stood in the way. */
export async function retrySubmission({
  connectionId,
  packageId,
  version,
  addonId,
}: Submission): Promise<AppError | undefined> {
  const answer = await ask(
    bridge().publish.retry({ connectionId, packageId, version, ...(addonId !== null && { addonId }) }),
  );
  if (answer.ok) putSubmission(answer.value);
  return answer.ok ? undefined : answer.error;
}

async function resume({ id, addonName, version }: Submission): Promise<void> {
  const answer = await ask(bridge().publish.resume({ id }));
  if (answer.ok) putSubmission(answer.value);
  else sayError(t.couldNotRetry(addonName, version), answer.error);
}

function openForm({ addonId }: Submission, tab: 'release' | 'checks'): void {
  if (addonId !== null) goTo({ screen: 'addon', addonId, tab });
}

/** Says what is true after the cancel, in main's own sentence. */
export async function cancel({ id, addonName, version }: Submission): Promise<void> {
  const answer = await ask(bridge().publish.cancel({ id }));
  if (!answer.ok) {
    sayError(t.couldNotCancel(addonName, version), answer.error);
    return;
  }
  putSubmission(answer.value.submission);
  say('info', `${addonName} ${version}`, sayMessage(answer.value.said, answer.value.sentence));
}

export async function retryAllFailed(): Promise<void> {
  // Releases first: a submission that one of them takes up again is then under way, and nothing for the second question.
  const releases = await ask(bridge().destinations.retryAllFailed());
  const sent = releases.ok ? releases.value.started.length : 0;
  const answer = await ask(bridge().publish.retryAllFailed({}));
  if (!answer.ok) {
    sayError(t.couldNotRetryAll, answer.error);
    return;
  }
  const { started, skipped } = answer.value;
  const sentences = [...new Set(skipped.map(({ sentence, said }) => sayMessage(said, sentence)))];
  const title = t.retriedAll(started.length + sent);
  if (skipped.length === 0) say('success', title);
  else say('warning', title, [t.skipped(skipped.length), ...sentences].join(' '));
}
