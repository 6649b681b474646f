import { classes } from '../classes.ts';
import styles from '../parts.module.css';
import type { Light } from './light.ts';

interface BarProps {
  readonly label: string;
  /** Null while nobody knows how much there is. */
  readonly share: number | null;
  readonly light?: Light;
  readonly className?: string | undefined;
}

const COLOURS: Partial<Record<Light, string | undefined>> = {
  ok: styles.barOk,
  bad: styles.barBad,
  warn: styles.barWarn,
};

export function Bar({ label, share, light = 'flight', className }: BarProps) {
  return (
    <div
      className={classes(styles.bar, COLOURS[light], share === null && styles.barUnknown, className)}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share !== null && { 'aria-valuenow': Math.floor(share * 100) })}
    >
      <div className={styles.barFill} style={share === null ? undefined : { transform: `scaleX(${share})` }} />
    </div>
  );
}
