import type { Attempt } from '../../preload/contract.ts';
import { formatBytes } from '../format/numbers.ts';
import { formatClock, formatMilliseconds } from '../format/time.ts';
import { Code } from '../parts/Chip.tsx';
import { plainColumns, Table } from '../parts/Table.tsx';
import tableStyles from '../parts/table.module.css';
import { text } from '../text/text.ts';
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
        <Table columns={plainColumns(t.columns)}>
          {attempts.map((attempt) => (
            <AttemptRow key={attempt.number} attempt={attempt} />
          ))}
        </Table>
      )}
    </section>
  );
}

function AttemptRow({ attempt }: { readonly attempt: Attempt }) {
  const { number, startedAt, endedAt, route, bytesSent, outcome } = attempt;
  return (
    <tr>
      <td>{number}</td>
      <td className={tableStyles.when}>{formatClock(startedAt)}</td>
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
