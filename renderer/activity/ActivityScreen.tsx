import { useMemo } from 'react';
import { hasEnded } from '../../preload/contract/phases.ts';
import { goTo } from '../app/place.ts';
import { Empty } from '../parts/Empty.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Screen } from '../parts/Screen.tsx';
import { loadSubmissions, useSubmissions } from '../stores/submissions.ts';
import { isFailed } from '../submissions/describe.ts';
import { RetryAllButton } from '../submissions/RetryAllButton.tsx';
import { text } from '../text/text.ts';
import styles from './activity.module.css';
import { ClearHistory } from './ClearHistory.tsx';
import { DetailsDialog } from './DetailsDialog.tsx';
import { History } from './History.tsx';
import { RunningJob } from './RunningJob.tsx';

const t = text.activity;

/** The queue and its history. */
export function ActivityScreen({ openId }: { readonly openId?: string }) {
  const { state, error, ids, byId } = useSubmissions();
  const running = useMemo(
    () =>
      ids.filter((id) => {
        const submission = byId[id];
        return submission && !hasEnded(submission);
      }),
    [ids, byId],
  );
  const failed = ids.filter((id) => {
    const submission = byId[id];
    return submission && isFailed(submission);
  }).length;
  const under = new Set(running);
  const ended = ids.filter((id) => !under.has(id));
  return (
    <Screen
      title={t.title}
      subtitle={ids.length > 0 ? t.summary(running.length, failed) : undefined}
      actions={
        <>
          {ended.length > 0 && <ClearHistory />}
          <RetryAllButton />
        </>
      }
    >
      {error && <ErrorNote title={t.couldNotLoad} error={error} onRetry={() => void loadSubmissions()} />}
      {state === 'ready' && ids.length === 0 && <Empty title={t.empty} text={t.emptyText} />}
      {running.length > 0 && (
        <section className={styles.jobs} aria-label={t.running}>
          {running.map((id) => (
            <RunningJob key={id} id={id} />
          ))}
        </section>
      )}
      {ended.length > 0 && <History ids={ended} />}
      {openId !== undefined && <DetailsDialog id={openId} onClose={() => goTo({ screen: 'activity' })} />}
    </Screen>
  );
}
