import { hasEnded, hasFailed, hasReleaseFailed, isPartOf } from '../../../preload/contract/phases.ts';
import type { AddonSummary, Release, Submission } from '../../../preload/contract.ts';
import { statusInfo } from '../../../protocol/index.ts';
import type { Light } from '../../parts/signs/light.ts';
import { text } from '../../text/text.ts';

const t = text.hangar.card;

/** What a card is about at this moment; it decides what the card says and offers. */
export type CardSubject =
  | { readonly about: 'reading' | 'missing' | 'unreadable' | 'folder' }
  | { readonly about: 'submission'; readonly submission: Submission }
  | { readonly about: 'release'; readonly release: Release };

/** Work under way and what went wrong come before the folder, unless something newer was published since. */
export function cardSubject(
  addon: AddonSummary,
  latest: Submission | undefined,
  release: Release | undefined,
): CardSubject {
  if (release && isCardOf(release, latest)) return { about: 'release', release };
  if (latest && !hasEnded(latest)) return { about: 'submission', submission: latest };
  if (addon.state === 'missing') return { about: 'missing' };
  if (addon.state === 'failed') return { about: 'unreadable' };
  if (addon.state === 'reading' && addon.fileCount === 0) return { about: 'reading' };
  if (latest && hasFailed(latest)) {
    return { about: 'submission', submission: latest };
  }
  return { about: 'folder' };
}

/** A release that is not everywhere yet, unless something newer went to the registry alone. */
function isCardOf(release: Release, latest: Submission | undefined): boolean {
  const open = release.state === 'running' || (!release.superseded && release.state === 'interrupted');
  if (!open && !hasReleaseFailed(release)) return false;
  return latest === undefined || isPartOf(latest, release) || latest.createdAt < release.createdAt;
}

/** The last published version and its state, as a light with a word. */
export function publishedChip({
  lastPublished,
}: AddonSummary): { readonly light: Light; readonly label: string } | null {
  if (lastPublished === null) return null;
  const { version, status } = lastPublished;
  const { outcome, fault } = statusInfo(status);
  const label = outcome === 'failed' && fault !== 'withdrawn' ? 'failed' : status;
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
