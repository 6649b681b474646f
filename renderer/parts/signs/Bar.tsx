import { classes } from '../classes.ts';
import styles from '../parts.module.css';
import type { Light } from './light.ts';

interface BarProps {
  readonly label: string;
  /** Undefined while nobody knows how much there is. */
  readonly share?: number | undefined;
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
      className={classes(styles.bar, COLOURS[light], share === undefined && styles.barUnknown, className)}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share !== undefined && { 'aria-valuenow': Math.floor(share * 100) })}
    >
      <div className={styles.barFill} style={share === undefined ? undefined : { transform: `scaleX(${share})` }} />
    </div>
  );
}
