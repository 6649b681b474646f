import { Button } from '@mantine/core';
import { memo } from 'react';
import { formatCount } from '../format/numbers.ts';
import { formatMoment } from '../format/time.ts';
import tableStyles from '../parts/layout/table.module.css';
import { Chip, Code, Literal } from '../parts/signs/Chip.tsx';
import { useNow } from '../stores/clock.ts';
import { useConnectionName } from '../stores/connections.ts';
import { goTo } from '../stores/place.ts';
import { supersededIds, useSubmission, useSubmissions } from '../stores/submissions.ts';
import { describeSubmission } from '../submissions/describe.ts';
import { nextStep } from '../submissions/next-step.ts';
import { StepButton } from '../submissions/StepButton.tsx';
import { text } from '../text/text.ts';
import styles from './activity.module.css';

const t = text.activity;

export const HistoryRow = memo(function HistoryRow({ id }: { readonly id: string }) {
  const submission = useSubmission(id);
  const registry = useConnectionName(submission?.connectionId ?? '');
  const now = useNow(false);
  const past = useSubmissions((state) => supersededIds(state).has(id));
  if (!submission) return undefined;
  const { light, label, code } = describeSubmission(submission, undefined, now);
  const step = past ? undefined : nextStep(submission);
  return (
    <tr>
      <td className={tableStyles.when}>
        <span className={tableStyles.stripe} data-stripe={light} aria-hidden="true" />
        {formatMoment(submission.createdAt, now)}
      </td>
      <td className={styles.what}>
        <strong>
          <bdi>{submission.addonName}</bdi>
        </strong>{' '}
        <Literal>{submission.version}</Literal> {submission.dryRun && <span className={styles.dim}>{t.dryRun}</span>}
        {submission.kind === 'retry' && <span className={styles.dim}>{t.retryKind}</span>}
      </td>
      <td>{registry}</td>
      <td>
        <span className={styles.state}>
          <Chip light={light}>{label}</Chip>
          {code !== undefined && <Code>{code}</Code>}
        </span>
      </td>
      <td className={tableStyles.figure}>{formatCount(submission.attempts.length)}</td>
      <td>
        <span className={tableStyles.actions}>
          <Button onClick={() => goTo({ screen: 'activity', submissionId: id })}>{text.common.details}</Button>
          {step && <StepButton submission={submission} step={step} />}
        </span>
      </td>
    </tr>
  );
});
