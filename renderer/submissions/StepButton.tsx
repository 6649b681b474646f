import { Button, Tooltip } from '@mantine/core';
import { isUnderWay } from '../../preload/contract/phases.ts';
import type { Submission } from '../../preload/contract.ts';
import type { NextStep } from './next-step.ts';
import { takeStep } from './submission-actions.ts';

interface StepProps {
  readonly submission: Submission;
  readonly step: NextStep;
}

/** The one right button; what it will do is said when it is pointed at or focused. */
export function StepButton({ submission, step }: StepProps) {
  const button = (
    <Button variant={isDue(submission) ? 'filled' : 'default'} onClick={() => void takeStep(submission, step)}>
      {step.label}
    </Button>
  );
  return step.sentence === undefined ? button : <Tooltip label={step.sentence}>{button}</Tooltip>;
}

/** What goes on by itself waits for nobody: asking now is a choice, not what comes next. */
function isDue(submission: Submission): boolean {
  return !isUnderWay(submission) || submission.waitsForWord === true;
}
