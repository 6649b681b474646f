import { hasEnded, hasFailed, hasReleaseFailed, isPartOf } from '../../../preload/contract/phases.ts';
import type { AddonSummary, Release, Submission } from '../../../preload/contract.ts';

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
