import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Submission } from '../../preload/contract.ts';
import { ConfirmDialog } from '../parts/layout/ConfirmDialog.tsx';
import { text } from '../text/text.ts';
import { canCancel } from './describe.ts';
import { cancel } from './submission-actions.ts';

const t = text.submissions.cancelling;

/** Cancels at once where nothing is lost by it. Where the number is used up, or may be, that is said before. */
export function CancelButton({ submission }: { readonly submission: Submission }) {
  const [asking, setAsking] = useState(false);
  if (!canCancel(submission)) return undefined;
  const { version } = submission;
  const costs = costsOf(submission);
  const act = () => void cancel(submission);
  return (
    <>
      <Button onClick={() => (costs === undefined ? act() : setAsking(true))}>{text.submissions.actions.cancel}</Button>
      {asking && costs !== undefined && (
        <ConfirmDialog title={t.title(version)} act={t.act} keep={t.keep} onAct={act} onClose={() => setAsking(false)}>
          {costs}
        </ConfirmDialog>
      )}
    </>
  );
}

/** What a cancel cannot take back; undefined where everything can be. */
function costsOf({ state, version }: Submission): string | undefined {
  switch (state.phase) {
    case 'processing':
      return t.received(version);
    case 'uncertain':
      return t.unknown(version);
    case 'waiting':
      return state.reason === 'auto-retry' ? t.failedThere(version) : undefined;
    default:
      return undefined;
  }
}
