import { Button } from '@mantine/core';
import { hasEnded, isUnderWay } from '../../preload/contract/phases.ts';
import type { Submission } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { formatBytes } from '../format/numbers.ts';
import { formatDateTime } from '../format/time.ts';
import { RenderedNotes } from '../notes/RenderedNotes.tsx';
import { copyText } from '../parts/CopyButton.tsx';
import { Dialog } from '../parts/layout/Dialog.tsx';
import { Facts } from '../parts/layout/Panel.tsx';
import { Chip, Code, Literal } from '../parts/signs/Chip.tsx';
import { useAppInfo } from '../stores/app-info.ts';
import { useNow } from '../stores/clock.ts';
import { useConnectionName } from '../stores/connections.ts';
import { say, sayError } from '../stores/notices.ts';
import { goTo } from '../stores/place.ts';
import { dropSubmission, supersededIds, useProgress, useSubmission, useSubmissions } from '../stores/submissions.ts';
import { describeSubmission } from '../submissions/describe.ts';
import { nextStep } from '../submissions/next-step.ts';
import { StepButton } from '../submissions/StepButton.tsx';
import { explainError, explainPlan } from '../text/explain.ts';
import { sayFinding } from '../text/say-finding.ts';
import { text } from '../text/text.ts';
import { Attempts } from './Attempts.tsx';
import styles from './activity.module.css';
import { detailsText } from './details-text.ts';
import { SubmissionLog } from './SubmissionLog.tsx';

const t = text.activity;

interface DetailsProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** Everything an author quotes when asking for help. */
export function DetailsDialog({ id, onClose }: DetailsProps) {
  const submission = useSubmission(id);
  if (!submission) return undefined;
  return (
    <Dialog
      title={t.details(submission.addonName, submission.version)}
      wide
      onClose={onClose}
      footer={<Actions submission={submission} onClose={onClose} />}
    >
      <Details submission={submission} />
    </Dialog>
  );
}

function Details({ submission }: { readonly submission: Submission }) {
  const progress = useProgress((all) => all[submission.id]);
  const past = useSubmissions((all) => supersededIds(all).has(submission.id));
  const now = useNow(isUnderWay(submission));
  const registry = useConnectionName(submission.connectionId);
  const { light, label, sentence, code } = describeSubmission(submission, progress, now);
  const { archive, draft, error, retry, state } = submission;
  return (
    <div className={styles.details}>
      <div className={styles.jobHead}>
        <Chip light={light}>{label}</Chip>
        {code !== undefined && <Code>{code}</Code>}
      </div>
      <p>
        {sentence} {error && explainError(error).hint}
      </p>
      {retry && !past && (
        <p className={styles.dim}>
          {t.willDo}: {explainPlan(retry)}
        </p>
      )}
      {state.phase === 'blocked' && (
        <ul>
          {state.findings.map((finding) => (
            <li key={finding.id}>
              {sayFinding(finding).message} <Code>{finding.path ?? finding.rule}</Code>
            </li>
          ))}
        </ul>
      )}
      <Facts
        facts={[
          [t.facts.package, <Literal key="id">{submission.packageId}</Literal>],
          [t.facts.registry, registry],
          [t.facts.started, formatDateTime(submission.createdAt)],
          [t.facts.xplane, <Literal key="xp">{draft.xpSelection}</Literal>],
          [t.facts.access, text.release.access[draft.access]],
          ...(archive
            ? ([
                [t.facts.zip, `${formatBytes(archive.size)}, ${text.common.files(archive.files)}`],
                [t.facts.sha256, <Code key="sha">{archive.sha256}</Code>],
              ] as const)
            : []),
        ]}
      />
      {draft.notes.trim() !== '' && (
        <section aria-label={text.release.notes.label}>
          <h3>{text.release.notes.label}</h3>
          <RenderedNotes text={draft.notes} />
        </section>
      )}
      <Attempts attempts={submission.attempts} />
      <SubmissionLog submission={submission} registry={registry} />
    </div>
  );
}

function Actions({ submission, onClose }: { readonly submission: Submission; readonly onClose: () => void }) {
  const { id, addonId, archive } = submission;
  const canReveal = useAppInfo(({ value }) => value?.canReveal ?? false);
  const registry = useConnectionName(submission.connectionId);
  const past = useSubmissions((state) => supersededIds(state).has(id));
  const step = past ? undefined : nextStep(submission);
  const copy = async () => {
    await copyText(detailsText(submission, registry));
    say('success', t.copied);
  };
  const reveal = async () => {
    const answer = await ask(bridge().publish.revealArchive({ id }));
    if (!answer.ok) sayError(t.revealArchive, answer.error);
  };
  const dismiss = async () => {
    onClose();
    const answer = await ask(bridge().publish.dismiss({ id }));
    if (answer.ok) dropSubmission(id);
    else sayError(t.dismiss, answer.error);
  };
  return (
    <>
      {hasEnded(submission) && (
        <Button variant="subtle" onClick={() => void dismiss()}>
          {t.dismiss}
        </Button>
      )}
      {canReveal && archive && <Button onClick={() => void reveal()}>{t.revealArchive}</Button>}
      <Button onClick={() => void copy()}>{t.copyDetails}</Button>
      {addonId !== null && (
        <Button onClick={() => goTo({ screen: 'addon', addonId, tab: 'release' })}>{t.openAddon}</Button>
      )}
      {step && <StepButton submission={submission} step={step} />}
    </>
  );
}
