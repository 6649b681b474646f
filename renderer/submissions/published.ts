import type { AddonSummary } from '../../preload/contract.ts';
import { statusInfo } from '../../protocol/index.ts';
import type { Light } from '../parts/signs/light.ts';
import { text } from '../text/text.ts';
import { statusWord } from './status-word.ts';

const t = text.hangar.card;

/** The last published version and its state, as a light with a word. */
export function publishedChip({
  lastPublished,
}: AddonSummary): { readonly light: Light; readonly label: string } | undefined {
  if (lastPublished === null) return undefined;
  const { version, status } = lastPublished;
  const { outcome, fault } = statusInfo(status);
  const label = outcome === 'failed' && fault !== 'withdrawn' ? text.submissions.label.failed : statusWord(status);
  return { light: statusLight(status), label: `${version} ${label}` };
}

export function statusLight(status: string): Light {
  const { listed, terminal, fault } = statusInfo(status);
  if (fault === 'withdrawn') return 'past';
  return listed ? 'ok' : terminal ? 'bad' : 'warn';
}

export function changeSentence({ lastPublished, changedSince }: AddonSummary): string {
  if (changedSince) {
    const count = changedSince.added + changedSince.changed + changedSince.removed;
    return count === 0 ? t.unchanged(changedSince.since) : t.changed(count, changedSince.since);
  }
  return lastPublished ? t.published(lastPublished.version) : t.notPublished;
}

/** Something is there that users do not have: with nothing changed, publishing is possible and not asked for. */
export function isPublishDue({ lastPublished, changedSince }: AddonSummary): boolean {
  if (lastPublished?.status !== 'processed' || changedSince === null) return true;
  return changedSince.added + changedSince.changed + changedSince.removed > 0;
}
