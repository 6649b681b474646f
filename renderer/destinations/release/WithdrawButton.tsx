import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Release, ReleaseDestination, WithdrawalView } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { ConfirmDialog } from '../../parts/layout/ConfirmDialog.tsx';
import { sayError } from '../../stores/notices.ts';
import { sayMessage } from '../../text/say-finding.ts';
import { text } from '../../text/text.ts';
import { withdrawRelease } from './release-actions.ts';

const t = text.destinations.withdraw;

interface WithdrawProps {
  readonly release: Release;
  readonly at: ReleaseDestination;
}

/** Asks first, with what cannot be taken back. */
export function WithdrawButton({ release, at: { name } }: WithdrawProps) {
  const [planned, setPlanned] = useState<WithdrawalView>();
  const [asking, setAsking] = useState(false);
  const { id, version } = release;
  async function plan(): Promise<void> {
    setAsking(true);
    const answer = await ask(bridge().destinations.planWithdrawal({ id, name }));
    setAsking(false);
    if (answer.ok) setPlanned(answer.value);
    else sayError(t.couldNot(version, name), answer.error);
  }
  return (
    <>
      <Button variant="subtle" loading={asking} onClick={() => void plan()}>
        {t.act}
      </Button>
      {planned && (
        <ConfirmDialog
          title={t.sure(version, name)}
          act={t.act}
          onAct={() => void withdrawRelease(release, name)}
          onClose={() => setPlanned(undefined)}
        >
          {`${sayMessage(planned.does, planned.does.id)} ${sayMessage(planned.stays, planned.stays.id)}`}
        </ConfirmDialog>
      )}
    </>
  );
}
