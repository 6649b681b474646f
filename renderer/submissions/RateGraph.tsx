import { formatRate } from '../format/numbers.ts';
import { useRates } from '../stores/rates.ts';
import { text } from '../text/text.ts';
import styles from './phases.module.css';

/** Fewer are a dot, not a line. */
const LEAST = 5;
const HEIGHT = 20;

/** How fast it goes, over the last seconds: a line that falls says more than a figure that jumps. */
export function RateGraph({ id }: { readonly id: string }) {
  const rates = useRates((all) => all[id]?.rates);
  if (!rates || rates.length < LEAST) return undefined;
  const most = Math.max(1, ...rates);
  const points = rates.map((rate, at) => `${at},${HEIGHT - (rate / most) * (HEIGHT - 1)}`).join(' ');
  return (
    <div className={styles.rate}>
      <svg
        className={styles.rateLine}
        viewBox={`0 0 ${rates.length - 1} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={text.submissions.rate.label(formatRate(most))}
      >
        <polyline points={points} vectorEffect="non-scaling-stroke" />
      </svg>
      <span aria-hidden="true">{text.submissions.rate.most(formatRate(most))}</span>
    </div>
  );
}
