import { hasFailedAt, hasReleaseFailed, isOpenAt } from '../../../preload/contract/phases.ts';
import type { DestinationPlan, Release, ReleaseDestination, ReleaseProgress } from '../../../preload/contract.ts';
import { formatBytes } from '../../format/numbers.ts';
import type { Light } from '../../parts/signs/light.ts';
import { text } from '../../text/text.ts';

const t = text.destinations;

export function describeAt(at: ReleaseDestination, { state }: Pick<Release, 'state'>): { light: Light; label: string } {
  if (at.phase === 'withdrawn') return { light: 'past', label: t.phase[at.phase] };
  if (hasFailedAt(at)) return { light: 'bad', label: t.phase[at.phase] };
  if (!isOpenAt(at)) return { light: 'ok', label: t.phase[at.phase] };
  return state === 'running' ? { light: 'flight', label: t.phase[at.phase] } : { light: 'warn', label: t.interrupted };
}

/** A release as one thing: a light, a word, a sentence. */
export function describeRelease(release: Release): { light: Light; label: string; sentence: string } {
  const { state, superseded, destinations } = release;
  const done = destinations.filter(({ phase }) => phase === 'done').length;
  const all = destinations.length;
  if (state === 'running') {
    return { light: 'flight', label: t.release.label.running, sentence: t.release.running(done, all) };
  }
  if (superseded && done < all) {
    return { light: 'past', label: t.release.label.failed, sentence: t.release.superseded };
  }
  if (state === 'interrupted') {
    return { light: 'warn', label: t.release.label.interrupted, sentence: t.release.interrupted };
  }
  if (hasReleaseFailed(release)) {
    return { light: 'bad', label: t.release.label.failed, sentence: t.release.failed(all - done, all) };
  }
  const withdrawn = destinations.filter(({ phase }) => phase === 'withdrawn').length;
  if (withdrawn > 0) {
    return { light: 'past', label: t.release.label.withdrawn, sentence: t.release.withdrawn(withdrawn, all) };
  }
  return { light: 'ok', label: t.release.label.ended, sentence: t.release.done(all) };
}

export function planSentence({ plan }: DestinationPlan): string | undefined {
  if (plan === null) return undefined;
  const { added, changed, deleted, bytes } = plan;
  return added + changed + deleted === 0 ? t.noChange : t.change(added + changed, formatBytes(bytes), deleted);
}

/** `total`: of the plan, where there is one for this release. */
export function sentFigures(progress: ReleaseProgress | undefined, total: number | undefined): string | undefined {
  if (progress === undefined || progress.done === 0) return undefined;
  return total === undefined || total < progress.done
    ? t.sent(formatBytes(progress.done))
    : t.sentOf(formatBytes(progress.done), formatBytes(total));
}
