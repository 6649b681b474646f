import type { Attempt } from '../../preload/contract.ts';
import { useLanguage } from '../format/language.ts';
import { formatBytes } from '../format/numbers.ts';
import { formatClock, formatMilliseconds } from '../format/time.ts';
import { plainColumns, Table } from '../parts/layout/Table.tsx';
import tableStyles from '../parts/layout/table.module.css';
import { Code } from '../parts/signs/Chip.tsx';
import { explainError } from '../text/explain.ts';
import { sayMessage } from '../text/say-finding.ts';
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
  const { number, startedAt, endedAt, route, bytesSent } = attempt;
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
      <td>{outcomeOf(attempt)}</td>
    </tr>
  );
}

/** What a version before this one wrote down is English; other languages say it by its code. */
function outcomeOf({ outcome, said, code, route, httpStatus, endedAt }: Attempt): string {
  if (said) return sayMessage(said, outcome);
  if (useLanguage.getState().language === 'en') return outcome;
  if (code !== null) return explainError({ code, message: outcome }).sentence;
  if (endedAt === null) return t.open;
  return httpStatus === null ? t.interrupted : t.went[route];
}
