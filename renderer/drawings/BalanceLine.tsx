import styles from './drawings.module.css';

const STEP = 20;
const STEPS = 12;
const TICKS = Array.from({ length: STEPS + 1 }, (_, at) => `M${at * STEP} 0v6`).join('');

interface BalanceLineProps {
  readonly transform: string;
}

/** Where the load lies between nose and tail; in the marked stretch it may fly. */
export function BalanceLine({ transform }: BalanceLineProps) {
  return (
    <g transform={transform}>
      <path d={`M0 6h${STEP * STEPS}`} className={styles.line} />
      <path d="M100 3h80v6h-80z" className={styles.good} />
      <path d={TICKS} className={styles.line} />
      <path d="m140-2-6-11h12z" className={styles.accent} />
    </g>
  );
}
