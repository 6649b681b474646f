import { Button } from '@mantine/core';
import type { Submission } from '../../preload/contract.ts';
import { formatClock } from '../format/time.ts';
import { copyText } from '../parts/CopyButton.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { plainColumns, Table } from '../parts/layout/Table.tsx';
import tableStyles from '../parts/layout/table.module.css';
import { Code } from '../parts/signs/Chip.tsx';
import { say } from '../stores/notices.ts';
import { submissionLogs } from '../stores/resources.ts';
import { text } from '../text/text.ts';
import styles from './activity.module.css';
import { logSteps, logText } from './log-lines.ts';

const t = text.activity.log;

interface LogProps {
  readonly submission: Submission;
  readonly registry: string;
}

/** Every step of a release, folded until somebody wants to know; its text goes to whoever helps. */
export function SubmissionLog({ submission, registry }: LogProps) {
  const { value, error } = submissionLogs.use({ id: submission.id });
  if (error && value === undefined) return <ErrorNote title={t.couldNotLoad} error={error} />;
  if (value === undefined || value.length === 0) return undefined;
  const steps = logSteps(value);
  const copy = async () => {
    await copyText(logText(submission, registry, value));
    say('success', t.copied);
  };
  return (
    <section aria-label={t.title}>
      <div className={styles.logHead}>
        <h3>{t.title}</h3>
        <Button onClick={() => void copy()}>{t.copy}</Button>
      </div>
      <details className={styles.log}>
        <summary>{t.text(steps.length)}</summary>
        <Table columns={plainColumns(t.columns)} label={t.title}>
          {steps.map(({ at, event, phase, times }) => (
            <tr key={`${at} ${event} ${phase}`}>
              <td className={tableStyles.when}>{formatClock(at)}</td>
              <td>{wordOf(phase)}</td>
              <td>
                <Code>{event}</Code> {times > 1 && t.times(times)}
              </td>
            </tr>
          ))}
        </Table>
      </details>
    </section>
  );
}

/** A word of an older version, which has none here, stands as it was written. */
function wordOf(phase: string): string {
  const words: Readonly<Record<string, unknown>> = text.submissions.label;
  const word = words[phase === 'waiting' ? 'rateLimit' : phase];
  return typeof word === 'string' ? word : phase;
}
