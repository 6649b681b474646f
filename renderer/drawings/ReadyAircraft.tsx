import { Aircraft } from './Aircraft.tsx';
import styles from './drawings.module.css';

/** Loaded and in balance: where everything is as it should be. */
export function ReadyAircraft() {
  return (
    <svg viewBox="0 0 160 116" className={styles.stand} aria-hidden="true" focusable="false">
      <path d="M4 112h152" className={styles.taxi} />
      <path d="M56 109h48v6H56z" className={styles.good} />
      <Aircraft transform="translate(32 2) scale(0.8)" className={styles.solid} />
      <path d="M72 31h16v20H72z" className={styles.good} />
    </svg>
  );
}
