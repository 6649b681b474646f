import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AppError, Outcome } from '../../preload/contract.ts';
import { ask } from '../bridge.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Dialog } from '../parts/layout/Dialog.tsx';
import { say } from '../stores/notices.ts';
import { packageDetails } from '../stores/resources.ts';
import { text } from '../text/text.ts';
import type { VersionRowProps } from './version-row-props.ts';

const t = text.versions;

interface EditProps {
  readonly of: Pick<VersionRowProps, 'connectionId' | 'packageId' | 'version'>;
  readonly title: string;
  /** Undefined while what is typed would be refused. */
  readonly save: (() => Promise<Outcome<unknown>>) | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Changes a version on its registry: what it refuses stays in sight, what it takes is told and looked at again. */
export function EditDialog({ of: { connectionId, packageId, version }, title, save, onClose, children }: EditProps) {
  const [answered, setAnswered] = useState<AppError>();
  const [busy, setBusy] = useState(false);
  const press = async () => {
    if (!save) return;
    setBusy(true);
    const answer = await ask(save());
    setBusy(false);
    if (!answer.ok) {
      setAnswered(answer.error);
      return;
    }
    say('success', t.changed(version.version));
    void packageDetails.load({ connectionId, packageId });
    onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      loses="typed"
      onEnter={() => !busy && void press()}
      footer={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button variant="filled" loading={busy} disabled={!save} onClick={() => void press()}>
            {t.edited}
          </Button>
        </>
      }
    >
      {answered && <ErrorNote error={answered} />}
      {children}
    </Dialog>
  );
}
