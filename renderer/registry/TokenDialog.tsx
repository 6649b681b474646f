import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AppError, Connection } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { SecretInput } from '../parts/form/SecretInput.tsx';
import { Dialog } from '../parts/layout/Dialog.tsx';
import { loadConnections } from '../stores/connections.ts';
import { say } from '../stores/notices.ts';
import { text } from '../text/text.ts';
import styles from './registry.module.css';
import { SignIn, useSignIn } from './SignIn.tsx';

const t = text.registry.connections;

interface DialogProps {
  readonly connection: Connection;
  readonly onClose: () => void;
}

/** A token goes in and never comes back out. */
export function TokenDialog({ connection: { id, name, baseUrl }, onClose }: DialogProps) {
  const [token, setToken] = useState('');
  const [error, setError] = useState<AppError>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const answer = await ask(bridge().connections.setToken({ id, token: token.trim() }));
    setBusy(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    await kept();
  };
  const kept = async () => {
    await loadConnections();
    say('success', t.tokenSet(name));
    onClose();
  };
  const signIn = useSignIn(() => void kept());
  const canSave = token.trim() !== '' && !signIn.waiting && !busy;
  return (
    <Dialog
      title={`${t.setToken}: ${name}`}
      onClose={onClose}
      loses="typed"
      onEnter={() => canSave && void save()}
      footer={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button variant="filled" loading={busy} disabled={!canSave} onClick={() => void save()}>
            {text.common.save}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        {error && <ErrorNote error={error} />}
        {!signIn.waiting && (
          <SecretInput
            label={t.token}
            description={t.tokenHint}
            value={token}
            onChange={(event) => setToken(event.currentTarget.value)}
          />
        )}
        <SignIn signIn={signIn} possible onBegin={() => signIn.begin({ id, name, baseUrl })} />
      </div>
    </Dialog>
  );
}
