import { Button } from '@mantine/core';
import { isUnderWay } from '../../../preload/contract/phases.ts';
import type { Submission } from '../../../preload/contract.ts';
import { classes } from '../../parts/classes.ts';
import partStyles from '../../parts/parts.module.css';
import { Chip, Code, Literal } from '../../parts/signs/Chip.tsx';
import { useNow } from '../../stores/clock.ts';
import { goTo } from '../../stores/place.ts';
import { useProgress } from '../../stores/submissions.ts';
import { CancelButton } from '../../submissions/CancelButton.tsx';
import { describeSubmission } from '../../submissions/describe.ts';
import { progressFigures } from '../../submissions/figures.ts';
import { nextStep } from '../../submissions/next-step.ts';
import { Phases } from '../../submissions/Phases.tsx';
import { progressNow } from '../../submissions/progress-now.ts';
import { StatusSentence } from '../../submissions/StatusSentence.tsx';
import { StepButton } from '../../submissions/StepButton.tsx';
import { text } from '../../text/text.ts';
import type { ReleaseForm } from '../form/forms.ts';
import { focusFault } from '../form/shown-faults.ts';
import styles from '../release.module.css';
import { WhatNext } from './WhatNext.tsx';

const t = text.release;
const NO_LINKS: readonly never[] = [];

interface PanelProps {
  readonly submission: Submission;
  readonly form: ReleaseForm;
}

/** One panel for the whole way of a release: build, wait, upload, processing, result. */
export function PublishPanel({ submission, form }: PanelProps) {
  const { state, connectionId, packageId, version, draft, addonName } = submission;
  const running = isUnderWay(submission);
  const progress = progressNow(
    submission,
    useProgress((all) => all[submission.id]),
  );
  const now = useNow(running);
  const { light, label, sentence, code } = describeSubmission(submission, progress, now);
  const figures = running ? progressFigures(progress) : [];
  const step = nextStep(submission);
  const refusal = form.placedFrom === submission.id ? form.answered[0] : undefined;
  return (
    <section
      className={classes(partStyles.panel, light === 'bad' && styles.bad)}
      aria-label={t.panel.title}
      data-phase={state.phase}
      data-stripe={light}
    >
      <div className={styles.panelHead}>
        <Chip light={light}>{label}</Chip>
        <Literal>{version}</Literal>
        {code !== undefined && <Code>{code}</Code>}
      </div>
      <StatusSentence {...{ submission, label, sentence }} />
      {running && <Phases submission={submission} progress={progress} />}
      {figures.length > 0 && <p className={styles.dim}>{figures.join(' · ')}</p>}
      <div className={styles.panelActions}>
        {refusal && (
          <Button variant="filled" onClick={() => focusFault(refusal)}>
            {refusal.rowKey === undefined ? t.showFault : t.showRow}
          </Button>
        )}
        {!refusal && step && step.act !== 'form' && <StepButton submission={submission} step={step} />}
        <CancelButton submission={submission} />
        <Button variant="subtle" onClick={() => goTo({ screen: 'activity', submissionId: submission.id })}>
          {t.panel.seeActivity}
        </Button>
      </div>
      {state.phase === 'processed' && (
        <WhatNext
          {...{ connectionId, packageId, version }}
          {...{ access: draft.access, notes: draft.notes, name: addonName, links: NO_LINKS }}
        />
      )}
    </section>
  );
}
