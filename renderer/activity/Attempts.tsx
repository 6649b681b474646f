import type { Attempt } from '../../preload/contract.ts';
import { formatBytes } from '../format/numbers.ts';
import { formatClock, formatMilliseconds } from '../format/time.ts';
import { Code } from '../parts/Chip.tsx';
import { text } from '../text/en.ts';
import styles from './activity.module.css';
import { answerOf } from './attempt-answer.ts';

const t = text.activity.attempts;

export function Attempts({ attempts }: { readonly attempts: readonly Attempt[] }) {
  return (
    <section>
      <h3>{t.title}</h3>
      {attempts.length === 0 ? (
        <p className={styles.dim}>{t.none}</p>
      ) : (
        <div className={styles.tableBox}>
          <table className={styles.table}>
            <thead>
              <tr>
                {Object.values(t.columns).map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {attempts.map((attempt) => (
                <AttemptRow key={attempt.number} attempt={attempt} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function AttemptRow({ attempt }: { readonly attempt: Attempt }) {
  const { number, startedAt, endedAt, route, bytesSent, outcome } = attempt;
  return (
    <tr>
      <td>{number}</td>
      <td className={styles.when}>{formatClock(startedAt)}</td>
      <td>{t.routes[route]}</td>
      <td>{bytesSent > 0 ? formatBytes(bytesSent) : ''}</td>
      <td>{endedAt === null ? t.open : formatMilliseconds(endedAt - startedAt)}</td>
      <td>
        <Code>{answerOf(attempt)}</Code>
      </td>
      <td>{outcome}</td>
    </tr>
  );
}
