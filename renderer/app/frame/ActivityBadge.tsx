import { isUnderWay } from '../../../preload/contract/phases.ts';
import type { Submission } from '../../../preload/contract.ts';
import { classes } from '../../parts/classes.ts';
import { supersededIds, useSubmissions } from '../../stores/submissions.ts';
import { isFailed } from '../../submissions/describe.ts';
import { text } from '../../text/text.ts';
import styles from './frame.module.css';

/** How many releases failed, in red; where none did, how many are under way. One figure in red for both would tell of failures there are not. */
export function ActivityBadge() {
  const running = useSubmissions(({ ids, byId }) => count(ids, byId, isUnderWay));
  const failed = useSubmissions((state) => {
    const past = supersededIds(state);
    return count(state.ids, state.byId, (one) => isFailed(one) && !past.has(one.id));
  });
  if (running + failed === 0) return undefined;
  return (
    <span className={classes(styles.badge, failed > 0 && styles.badgeBad)}>
      <span aria-hidden="true">{failed > 0 ? failed : running}</span>
      <span className="visually-hidden">{text.frame.badge(running, failed)}</span>
    </span>
  );
}

type Submissions = ReturnType<typeof useSubmissions.getState>;

function count(ids: Submissions['ids'], byId: Submissions['byId'], is: (submission: Submission) => boolean): number {
  let found = 0;
  for (const id of ids) {
    const submission = byId[id];
    if (submission && is(submission)) found++;
  }
  return found;
}
