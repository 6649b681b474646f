import {
  hasFailed,
  hasFailedAt,
  hasReleaseFailed,
  isPartOf,
  isUnderWay,
  withoutResolved,
} from '../../../preload/contract/phases.ts';
import {
  type AppError,
  LOCAL_CONNECTION_ID,
  type Progress,
  type Release,
  type ReleaseDestination,
  type Submission,
} from '../../../preload/contract.ts';
import { errorMessage, type Message, message } from '../../../preload/messages/index.ts';
import type { NoticeText } from './notices.ts';

export interface Activity {
  /** Work that goes on by itself. */
  readonly running: number;
  /** Versions that ended badly and can be tried again. */
  readonly failed: number;
  /** 0 to 1 over all that reports progress; undefined while nothing does. */
  readonly progress: number | undefined;
}

export interface ActivityBoard {
  submission(submission: Submission): void;
  progress(progress: Progress): void;
  dismissed(id: string): void;
  release(release: Release): void;
  releaseGone(id: string): void;
  now(): Activity;
  onChange(listener: () => void): () => void;
  /** Work that was running has ended: worth telling an author who is elsewhere. */
  onEnded(listener: (notice: NoticeText) => void): void;
}

/** What is under way, added up for the title bar, the taskbar and the question before quitting. */
export function openActivityBoard(): ActivityBoard {
  const known = new Map<string, Submission>();
  const releases = new Map<string, Release>();
  const shares = new Map<string, number>();
  const listeners = new Set<() => void>();
  const endListeners = new Set<(notice: NoticeText) => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  const tell = (ended: NoticeText): void => {
    for (const listener of endListeners) listener(ended);
  };
  /** A submission that a release made is counted and told with the release. */
  const isPart = (submission: Submission): boolean =>
    [...releases.values()].some((release) => isPartOf(submission, release));

  return {
    release(release) {
      const before = releases.get(release.id);
      releases.set(release.id, release);
      if (before?.state === 'running' && release.state === 'ended') tell(endingOfRelease(release));
      changed();
    },
    releaseGone(id) {
      releases.delete(id);
      changed();
    },
    submission(submission) {
      const before = known.get(submission.id);
      known.set(submission.id, submission);
      if (!isUnderWay(submission)) shares.delete(submission.id);
      const ended = before !== undefined && isUnderWay(before) ? endingOf(submission) : undefined;
      if (ended && !isPart(submission)) tell(ended);
      changed();
    },
    progress({ id, done, total }) {
      if (total !== null && total > 0) shares.set(id, Math.min(1, done / total));
      changed();
    },
    dismissed(id) {
      known.delete(id);
      shares.delete(id);
      changed();
    },
    now: () =>
      addUp(
        [...known.values()].filter((one) => !isPart(one)),
        [...releases.values()],
        [...shares.values()],
      ),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onEnded: (listener) => {
      endListeners.add(listener);
    },
  };
}

function addUp(submissions: readonly Submission[], releases: readonly Release[], shares: readonly number[]): Activity {
  return {
    running: submissions.filter(isUnderWay).length + releases.filter(({ state }) => state === 'running').length,
    failed: withoutResolved(submissions).filter(hasFailed).length + releases.filter(hasReleaseFailed).length,
    progress: shares.length === 0 ? undefined : shares.reduce((sum, share) => sum + share, 0) / shares.length,
  };
}

function endingOf(submission: Submission): NoticeText | undefined {
  const { id, addonId, packageId, version, state, error } = submission;
  const about = { submissionId: id, ...(addonId !== null && { addonId }) };
  const name = `${packageId} ${version}`;
  if (state.phase === 'processed') {
    return {
      ...about,
      level: 'success',
      title: message('notice.published', name),
      text: message('notice.publishedText'),
    };
  }
  if (!hasFailed(submission)) return undefined;
  return {
    ...about,
    level: 'error',
    title: message('notice.notPublished', name),
    text: reasonOf(error ?? undefined),
  };
}

function endingOfRelease(release: Release): NoticeText {
  const { id, addonId, addonName, version, destinations } = release;
  const about = { releaseId: id, ...(addonId !== null && { addonId }) };
  const name = `${addonName} ${version}`;
  const failed = destinations.filter(hasFailedAt);
  const [first] = failed;
  if (first === undefined) {
    const text = message('notice.releasedText', namesOf(destinations));
    return { ...about, level: 'success', title: message('notice.released', name), text };
  }
  return {
    ...about,
    level: 'error',
    title: message('notice.notEverywhere', name),
    text: message(
      'notice.notEverywhereText',
      destinations.length - failed.length,
      destinations.length,
      nameOf(first),
      reasonOf(first.error ?? undefined),
    ),
  };
}

function reasonOf(error: AppError | undefined): Message {
  return error ? errorMessage(error) : message('notice.reasonInActivity');
}

/** The registry on this computer has no name of its own: each language has a word for it. */
function nameOf({ name, connectionId }: ReleaseDestination): string | Message {
  return connectionId === LOCAL_CONNECTION_ID ? message('notice.localRegistry') : name;
}

function namesOf(destinations: readonly ReleaseDestination[]): string | Message {
  const [last = '', ...before] = destinations.map(nameOf).toReversed();
  return before.reduce((others, first) => message('notice.places', first, others), last);
}
