import { Button } from '@mantine/core';
import { memo } from 'react';
import { isUnderWay } from '../../preload/contract/phases.ts';
import { Chip, Literal } from '../parts/signs/Chip.tsx';
import { useNow } from '../stores/clock.ts';
import { useConnectionName } from '../stores/connections.ts';
import { goTo } from '../stores/place.ts';
import { useProgress, useSubmission } from '../stores/submissions.ts';
import { CancelButton } from '../submissions/CancelButton.tsx';
import { describeSubmission } from '../submissions/describe.ts';
import { progressFigures } from '../submissions/figures.ts';
import { nextStep } from '../submissions/next-step.ts';
import { Phases } from '../submissions/Phases.tsx';
import { progressNow } from '../submissions/progress-now.ts';
import { StatusSentence } from '../submissions/StatusSentence.tsx';
import { StepButton } from '../submissions/StepButton.tsx';
import { text } from '../text/text.ts';
import styles from './activity.module.css';

/** One release under way, or interrupted and waiting for the author's word. */
export const RunningJob = memo(function RunningJob({ id }: { readonly id: string }) {
  const submission = useSubmission(id);
  const last = useProgress((all) => all[id]);
  const now = useNow();
  const registry = useConnectionName(submission?.connectionId ?? '');
  if (!submission) return undefined;
  const progress = progressNow(submission, last);
  const running = isUnderWay(submission);
  const { light, label, sentence } = describeSubmission(submission, progress, now);
  const step = nextStep(submission);
  return (
    <article
      className={styles.job}
      data-stripe={light}
      aria-label={text.activity.details(submission.addonName, submission.version)}
    >
      <div className={styles.jobHead}>
        <bdi className={styles.jobName}>{submission.addonName}</bdi>
        <Literal>
          {submission.packageId}
          <wbr />@{submission.version}
        </Literal>
        <Chip light={light}>{label}</Chip>
        <span className={styles.dim}>{registry}</span>
        <span className={styles.jobEnd}>
          {running && progressFigures(progress).join(' · ')}
          {step && <StepButton submission={submission} step={step} />}
          <CancelButton submission={submission} />
          <Button variant="subtle" onClick={() => goTo({ screen: 'activity', submissionId: id })}>
            {text.common.details}
          </Button>
        </span>
      </div>
      {running && <Phases submission={submission} progress={progress} />}
      <StatusSentence {...{ submission, label, sentence }} className={styles.sentence} />
    </article>
  );
});
