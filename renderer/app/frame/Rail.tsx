import { Tooltip } from '@mantine/core';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { Logo } from '../../drawings/Logo.tsx';
import { classes } from '../../parts/classes.ts';
import { changeSetting } from '../../settings/change-setting.ts';
import { placeToHash, usePlace } from '../../stores/place.ts';
import { useSettings } from '../../stores/settings.ts';
import { text } from '../../text/text.ts';
import { SCREENS } from '../screens.tsx';
import styles from './frame.module.css';

const t = text.frame;

/** The screens as icons; opened, with their names. */
export function Rail() {
  const here = usePlace(({ place }) => (place.screen === 'addon' ? 'hangar' : place.screen));
  const open = useSettings(({ value }) => value?.railOpen ?? false);
  const inRail = SCREENS.filter(({ rail }) => rail !== 'none');
  const firstAtEnd = inRail.find(({ rail }) => rail === 'end')?.screen;
  return (
    <nav className={classes(styles.rail, open && styles.railOpen)} aria-label={t.mainNavigation}>
      <span className={styles.brand}>
        <Logo />
        {open && <span className={styles.railName}>{t.product}</span>}
      </span>
      {inRail.map(({ screen, Icon, Badge }) => (
        <Tooltip key={screen} label={t.screens[screen]} position="right" disabled={open}>
          <a
            href={placeToHash({ screen })}
            className={classes(styles.railLink, screen === firstAtEnd && styles.railEnd)}
            aria-current={here === screen ? 'page' : undefined}
          >
            <Icon size="1.1875rem" strokeWidth={1.75} aria-hidden="true" />
            <span className={open ? styles.railName : 'visually-hidden'}>{t.screens[screen]}</span>
            {Badge && <Badge />}
          </a>
        </Tooltip>
      ))}
      <RailSwitch open={open} />
    </nav>
  );
}

function RailSwitch({ open }: { readonly open: boolean }) {
  const Icon = open ? PanelLeftClose : PanelLeftOpen;
  return (
    <Tooltip label={open ? t.closeRail : t.openRail} position="right" disabled={open}>
      <button
        type="button"
        className={styles.railLink}
        aria-expanded={open}
        aria-label={t.openRail}
        onClick={() => void changeSetting({ railOpen: !open })}
      >
        <Icon size="1.1875rem" strokeWidth={1.75} aria-hidden="true" />
        {open && (
          <span className={styles.railName} aria-hidden="true">
            {t.closeRail}
          </span>
        )}
      </button>
    </Tooltip>
  );
}
