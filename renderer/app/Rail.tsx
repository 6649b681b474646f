import { Tooltip } from '@mantine/core';
import { classes } from '../parts/classes.ts';
import { text } from '../text/text.ts';
import styles from './frame.module.css';
import { placeToHash, usePlace } from './place.ts';
import { SCREENS } from './screens.tsx';

const t = text.frame;

export function Rail() {
  const here = usePlace(({ place }) => (place.screen === 'addon' ? 'hangar' : place.screen));
  return (
    <nav className={styles.rail} aria-label={t.mainNavigation}>
      {SCREENS.map(({ screen, Icon, Badge, apart }) => (
        <Tooltip key={screen} label={t.screens[screen]} position="right">
          <a
            href={placeToHash({ screen })}
            className={classes(styles.railLink, apart && styles.railEnd)}
            aria-current={here === screen ? 'page' : undefined}
          >
            <Icon size={19} strokeWidth={1.75} aria-hidden="true" />
            <span className="visually-hidden">{t.screens[screen]}</span>
            {Badge && <Badge />}
          </a>
        </Tooltip>
      ))}
    </nav>
  );
}
