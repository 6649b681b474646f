import { Aircraft } from './Aircraft.tsx';
import styles from './drawings.module.css';

const PALLETS = [1, 2, 3] as const;
const TICKS = Array.from({ length: 13 }, (_, at) => 96 + at * 20);

/** An aircraft from above, its three loads on their way to it, and the balance line below: what the three steps beside it say. */
export function LoadingScene() {
  return (
    <svg viewBox="0 0 420 250" className={styles.drawing} aria-hidden="true" focusable="false">
      <path d="M4 112h128" className={styles.taxi} />
      <Aircraft transform="translate(396 -2) rotate(90) scale(1.9)" className={styles.soft} />
      {PALLETS.map((step) => (
        <g key={step} className={styles.pallet}>
          <rect x={150 - step * 44} y="94" width="36" height="36" rx="3" className={styles.solid} />
          <path d={`M${158 - step * 44} 94v36m20-36v36`} className={styles.strap} />
          <text x={168 - step * 44} y="117" className={styles.number}>
            {step}
          </text>
        </g>
      ))}
      <BalanceLine />
    </svg>
  );
}

/** Where the load lies between nose and tail; in the marked stretch it may fly. */
function BalanceLine() {
  return (
    <g>
      <path d="M96 232h240" className={styles.line} />
      <path d="M196 229h80v6h-80z" className={styles.good} />
      <path d={TICKS.map((x) => `M${x} 226v6`).join('')} className={styles.line} />
      <path d="m236 224-6-11h12z" className={styles.accent} />
    </g>
  );
}
