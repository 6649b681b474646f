import type { AddonSummary } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { retryRelease } from '../../destinations/release/release-actions.ts';
import { putAddon } from '../../stores/addons.ts';
import { say, sayError } from '../../stores/notices.ts';
import { isRetryable } from '../../submissions/retryable.ts';
import { retrySubmission } from '../../submissions/submission-actions.ts';
import { text } from '../../text/text.ts';
import type { CardSubject } from '../state/card.ts';
import type { Listed } from '../state/listing.ts';

/** What is done with many add-ons ends in one notice, however many they are. */
const t = text.hangar.many;
const AT_ONCE = 2;

/** Reads the folders again, a few at a time as they wait for the same disk. */
export async function checkMany(listed: readonly Listed[]): Promise<void> {
  const checked: AddonSummary[] = [];
  const failed: string[] = [];
  await fewAtOnce(listed, async ({ addon }) => {
    const answer = await ask(bridge().addons.refresh({ id: addon.id }));
    if (!answer.ok) failed.push(addon.name);
    else {
      putAddon(answer.value);
      checked.push(answer.value);
    }
  });
  const errors = checked.filter(({ findings }) => findings.error > 0).length;
  const warnings = checked.filter(({ findings }) => findings.error === 0 && findings.warning > 0).length;
  const unread = failed.length === 0 ? '' : ` ${t.notRead(failed.length, failed.slice(0, 3).join(', '))}`;
  say(failed.length > 0 ? 'warning' : 'info', t.checked(checked.length), t.checkedText(errors, warnings) + unread);
}

export function canRetry(subject: CardSubject): boolean {
  if (subject.about === 'release') return subject.release.state !== 'running';
  return subject.about === 'submission' && isRetryable(subject.submission);
}

export async function retryMany(listed: readonly Listed[]): Promise<void> {
  let started = 0;
  for (const { subject, addon } of listed) {
    if (!canRetry(subject)) continue;
    if (subject.about === 'release') await retryRelease(subject.release);
    else if (subject.about === 'submission') {
      const error = await retrySubmission(subject.submission);
      if (error) {
        sayError(addon.name, error);
        continue;
      }
    }
    started += 1;
  }
  say('info', text.submissions.retriedAll(started));
}

/** Runs for each, no more than a few at the same time. */
export async function fewAtOnce<T>(all: readonly T[], run: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await run(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
