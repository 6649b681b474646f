import { Aircraft } from './Aircraft.tsx';
import styles from './drawings.module.css';

/** A stand with nothing on it: the outline an aircraft would fill. */
export function FreeStand() {
  return (
    <svg viewBox="0 0 120 92" className={styles.stand} aria-hidden="true" focusable="false">
      <path d="M60 80v12M8 86h104" className={styles.taxi} />
      <Aircraft transform="translate(13 0) scale(0.78)" className={styles.outline} />
    </svg>
  );
}
