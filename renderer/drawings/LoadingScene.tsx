import { Aircraft } from './Aircraft.tsx';
import { BalanceLine } from './BalanceLine.tsx';
import styles from './drawings.module.css';

const LOADS = [1, 2, 3] as const;

/** An aircraft from above with three free places, its three loads on their way, and the balance line: what the three steps beside it say. */
export function LoadingScene() {
  return (
    <svg viewBox="0 0 460 300" className={styles.drawing} aria-hidden="true" focusable="false">
      <path d="M4 128h182" className={styles.taxi} />
      <Aircraft transform="translate(452 -7) rotate(90) scale(2.25)" className={styles.soft} />
      <path d="M255 112h144c10 0 18 7 18 16s-8 16-18 16H255z" className={styles.hold} />
      {LOADS.map((load) => (
        <g key={load}>
          <path d={`M${408 - load * 40} 115h26v26h-26z`} className={styles.place} />
          <g className={styles.load}>
            <rect x={168 - load * 44} y="112" width="32" height="32" rx="3" className={styles.solid} />
            <path d={`M${176 - load * 44} 112v32m16-32v32`} className={styles.strap} />
            <text x={184 - load * 44} y="133" className={styles.number}>
              {load}
            </text>
          </g>
        </g>
      ))}
      <BalanceLine transform="translate(196 280)" />
    </svg>
  );
}
