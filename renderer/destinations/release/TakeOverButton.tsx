import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Release, ReleaseDestination } from '../../../preload/contract.ts';
import { ConfirmDialog } from '../../parts/layout/ConfirmDialog.tsx';
import { text } from '../../text/text.ts';
import { retryRelease } from './release-actions.ts';

const t = text.destinations.takeOver;

interface TakeOverProps {
  readonly release: Release;
  readonly at: ReleaseDestination;
}

/** Another machine's release has locked the depot. Only the author can know whether it was stopped. */
export function TakeOverButton({ release, at: { name } }: TakeOverProps) {
  const [asks, setAsks] = useState(false);
  return (
    <>
      <Button variant="subtle" onClick={() => setAsks(true)}>
        {t.act}
      </Button>
      {asks && (
        <ConfirmDialog
          title={t.sure(name)}
          act={t.act}
          onAct={() => void retryRelease(release, name, true)}
          onClose={() => setAsks(false)}
        >
          {t.what}
        </ConfirmDialog>
      )}
    </>
  );
}
