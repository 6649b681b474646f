import { Aircraft } from './Aircraft.tsx';
import styles from './drawings.module.css';

/** A stand with nothing on it: the outline an aircraft would fill, and the line that leads to it. */
export function FreeStand() {
  return (
    <svg viewBox="0 0 160 116" className={styles.stand} aria-hidden="true" focusable="false">
      <path d="M4 112h152M80 100v12" className={styles.taxi} />
      <path d="M26 20V6h14M134 20V6h-14" className={styles.corner} />
      <Aircraft transform="translate(32 2) scale(0.8)" className={styles.outline} />
    </svg>
  );
}
