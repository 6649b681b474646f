import { useMemo } from 'react';
import { hasEnded, hasReleaseFailed } from '../../preload/contract/phases.ts';
import { ReleaseCard } from '../destinations/release/ReleaseCard.tsx';
import { Empty } from '../parts/Empty.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Screen } from '../parts/layout/Screen.tsx';
import { goTo } from '../stores/place.ts';
import { isInRelease, useReleases } from '../stores/releases.ts';
import { loadSubmissions, supersededIds, useSubmissions } from '../stores/submissions.ts';
import { isFailed } from '../submissions/describe.ts';
import { RetryAllButton } from '../submissions/RetryAllButton.tsx';
import { text } from '../text/text.ts';
import styles from './activity.module.css';
import { ClearHistory } from './ClearHistory.tsx';
import { DetailsDialog } from './DetailsDialog.tsx';
import { History } from './History.tsx';
import { RunningJob } from './RunningJob.tsx';

const t = text.activity;
/** Older ones are in the journal still; a card each would bury the history below. */
const RELEASES_SHOWN = 20;

/** The queue and its history. */
export function ActivityScreen({ openId }: { readonly openId?: string }) {
  const submissions = useSubmissions();
  const { state, error, ids: allIds, byId } = submissions;
  const releases = useReleases();
  // What a release did at its registry is shown with the release.
  const ids = useMemo(
    () =>
      allIds.filter((id) => {
        const submission = byId[id];
        return submission && !isInRelease(releases, submission);
      }),
    [allIds, byId, releases],
  );
  const running = useMemo(
    () =>
      ids.filter((id) => {
        const submission = byId[id];
        return submission && !hasEnded(submission);
      }),
    [ids, byId],
  );
  const past = supersededIds(submissions);
  const failed = ids.filter((id) => {
    const submission = byId[id];
    return submission && isFailed(submission) && !past.has(id);
  }).length;
  const under = new Set(running);
  const ended = ids.filter((id) => !under.has(id));
  const none = ids.length === 0 && releases.all.length === 0;
  const sent = {
    running: releases.all.filter((release) => release.state === 'running').length,
    failed: releases.all.filter(hasReleaseFailed).length,
  };
  return (
    <Screen
      title={t.title}
      subtitle={none ? undefined : t.summary(running.length + sent.running, failed + sent.failed)}
      actions={
        <>
          {ended.length > 0 && <ClearHistory />}
          <RetryAllButton />
        </>
      }
    >
      {error && <ErrorNote title={t.couldNotLoad} error={error} onRetry={() => void loadSubmissions()} />}
      {state === 'ready' && none && <Empty title={t.empty} text={t.emptyText} />}
      {running.length > 0 && (
        <section className={styles.jobs} aria-label={t.running}>
          {running.map((id) => (
            <RunningJob key={id} id={id} />
          ))}
        </section>
      )}
      <Releases />
      {ended.length > 0 && <History ids={ended} />}
      {openId !== undefined && <DetailsDialog id={openId} onClose={() => goTo({ screen: 'activity' })} />}
    </Screen>
  );
}

function Releases() {
  const all = useReleases((state) => state.all);
  if (all.length === 0) return undefined;
  return (
    <section className={styles.jobs} aria-label={text.destinations.release.title}>
      {all.slice(0, RELEASES_SHOWN).map((release) => (
        <ReleaseCard key={release.id} release={release} />
      ))}
    </section>
  );
}
