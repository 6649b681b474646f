import { Tooltip } from '@mantine/core';
import { Activity, Database, type LucideIcon, Settings, SlidersHorizontal, Warehouse } from 'lucide-react';
import { isUnderWay } from '../../preload/contract/phases.ts';
import type { Submission } from '../../preload/contract.ts';
import { classes } from '../parts/classes.ts';
import { useSubmissions } from '../stores/submissions.ts';
import { isFailed } from '../submissions/describe.ts';
import { text } from '../text/text.ts';
import styles from './frame.module.css';
import { placeToHash, type Screen, usePlace } from './place.ts';

const t = text.frame;

type RailScreen = Exclude<Screen, 'addon'>;

const LINKS: readonly (readonly [RailScreen, LucideIcon])[] = [
  ['hangar', Warehouse],
  ['activity', Activity],
  ['registry', Database],
  ['tools', SlidersHorizontal],
  ['settings', Settings],
];

export function Rail() {
  const here = usePlace(({ place }) => (place.screen === 'addon' ? 'hangar' : place.screen));
  return (
    <nav className={styles.rail} aria-label={t.mainNavigation}>
      {LINKS.map(([screen, Icon]) => (
        <Tooltip key={screen} label={t.screens[screen]} position="right">
          <a
            href={placeToHash({ screen })}
            className={classes(styles.railLink, screen === 'settings' && styles.railEnd)}
            aria-current={here === screen ? 'page' : undefined}
          >
            <Icon size={19} strokeWidth={1.75} aria-hidden="true" />
            <span className="visually-hidden">{t.screens[screen]}</span>
            {screen === 'activity' && <ActivityBadge />}
          </a>
        </Tooltip>
      ))}
    </nav>
  );
}

function ActivityBadge() {
  const running = useSubmissions(({ ids, byId }) => count(ids, byId, isUnderWay));
  const failed = useSubmissions(({ ids, byId }) => count(ids, byId, isFailed));
  if (running + failed === 0) return null;
  return (
    <span className={classes(styles.badge, failed > 0 && styles.badgeBad)}>
      <span aria-hidden="true">{running + failed}</span>
      <span className="visually-hidden">{t.badge(running, failed)}</span>
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
