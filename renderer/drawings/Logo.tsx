import { Aircraft } from './Aircraft.tsx';
import styles from './drawings.module.css';

/** The sign of the product: the aircraft from above, with its load where it balances. */
export function Logo() {
  return (
    <svg viewBox="0 0 120 120" aria-hidden="true" focusable="false">
      <Aircraft className={styles.markBody} />
      <path d="M50 36h20v24H50z" className={styles.markLoad} />
    </svg>
  );
}
