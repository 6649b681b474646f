import { Aircraft } from './Aircraft.tsx';
import { BalanceLine } from './BalanceLine.tsx';
import styles from './drawings.module.css';

const LOADS = [1, 2, 3] as const;

interface LoadingSceneProps {
  /** How many places stand beside it, one below the other over its whole height. */
  readonly places: number;
}

/** A folder's loads on their way into one aircraft, from which a line leads to each place. */
export function LoadingScene({ places }: LoadingSceneProps) {
  const step = 300 / places;
  const ways = Array.from(
    { length: places },
    (_, at) => `M356 150C390 150 384 ${(at + 0.5) * step} 420 ${(at + 0.5) * step}`,
  );
  return (
    <svg viewBox="0 0 420 300" className={styles.drawing} aria-hidden="true" focusable="false">
      <path d={`M0 150h122${ways.join('')}`} className={styles.taxi} />
      <Aircraft transform="translate(360 30) rotate(90) scale(2)" className={styles.soft} />
      <path d="M184 135h129c9 0 17 7 17 15s-8 15-17 15H184z" className={styles.hold} />
      {LOADS.map((load) => (
        <g key={load}>
          <path d={`M${322 - load * 38} 137h24v24h-24z`} className={styles.place} />
          <g className={styles.load}>
            <rect x={124 - load * 40} y="136" width="28" height="28" rx="3" className={styles.solid} />
            <path d={`M${131 - load * 40} 136v28m14-28v28`} className={styles.strap} />
          </g>
        </g>
      ))}
      <BalanceLine transform="translate(121 286)" />
    </svg>
  );
}
