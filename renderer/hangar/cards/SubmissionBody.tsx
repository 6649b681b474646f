import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { isUnderWay } from '../../../preload/contract/phases.ts';
import type { Submission } from '../../../preload/contract.ts';
import { Bar } from '../../parts/signs/Bar.tsx';
import { Chip, Code } from '../../parts/signs/Chip.tsx';
import { useNow } from '../../stores/clock.ts';
import { goTo } from '../../stores/place.ts';
import { useProgress } from '../../stores/submissions.ts';
import { describeSubmission, shareOf } from '../../submissions/describe.ts';
import { progressFigures } from '../../submissions/figures.ts';
import { nextStep } from '../../submissions/next-step.ts';
import { progressNow } from '../../submissions/progress-now.ts';
import { StepButton } from '../../submissions/StepButton.tsx';
import { text } from '../../text/text.ts';
import styles from './body.module.css';

interface SubmissionProps {
  readonly submission: Submission;
}

export function SubmissionChip({ submission }: SubmissionProps) {
  const progress = useProgress((all) => all[submission.id]);
  const { light, label } = describeSubmission(submission, progress, 0);
  const name = ['failed', 'rejected'].includes(submission.state.phase) ? `${submission.version} ${label}` : label;
  return <Chip light={light}>{name}</Chip>;
}

/** What is happening to the newest release of the add-on, or what went wrong with it and the one button that helps. */
export function SubmissionBody({ submission, facts }: SubmissionProps & { readonly facts: ReactNode }) {
  const running = isUnderWay(submission);
  const progress = progressNow(
    submission,
    useProgress((all) => all[submission.id]),
  );
  const now = useNow(running);
  const { sentence, code } = describeSubmission(submission, progress, now);
  const figures = running ? progressFigures(progress) : [];
  const step = nextStep(submission);
  const moving = ['building', 'sending'].includes(submission.state.phase);
  return (
    <>
      <p className={styles.says}>{moving && figures.length > 0 ? figures.join(', ') : sentence}</p>
      {moving && (
        <Bar label={text.submissions.progress(submission.addonName, submission.version)} share={shareOf(progress)} />
      )}
      <div className={styles.foot}>
        {code === undefined ? facts : <Code>{code}</Code>}
        <span className={styles.footEnd}>
          <Button onClick={() => goTo({ screen: 'activity', submissionId: submission.id })}>
            {running ? text.common.details : text.hangar.card.why}
          </Button>
          {step && <StepButton submission={submission} step={step} />}
        </span>
      </div>
    </>
  );
}
