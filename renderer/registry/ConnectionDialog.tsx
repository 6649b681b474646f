import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { AppError, Connection } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Field, TextBox } from '../parts/Field.tsx';
import { loadConnections } from '../stores/connections.ts';
import { say } from '../stores/notices.ts';
import { explainError } from '../text/explain.ts';
import { text } from '../text/text.ts';
import { baseUrlFault } from './base-url.ts';
import styles from './registry.module.css';

const t = text.registry.connections;

interface DialogProps {
  /** Null for a new one. */
  readonly connection: Connection | null;
  readonly onClose: () => void;
}

export function ConnectionDialog({ connection, onClose }: DialogProps) {
  const [name, setName] = useState(connection?.name ?? '');
  const [baseUrl, setBaseUrl] = useState(connection?.baseUrl ?? '');
  const [token, setToken] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const urlFault = baseUrl === '' ? null : baseUrlFault(baseUrl);
  const answered = (field: string) => (error?.field === field ? explainError(error) : null);
  const urlError = urlFault === null ? answered('baseUrl') : { sentence: urlFault };
  const complete = name.trim() !== '' && baseUrl.trim() !== '' && urlFault === null;
  const save = async () => {
    const typed = { name: name.trim(), baseUrl: baseUrl.trim() };
    const answer = await ask(
      connection
        ? bridge().connections.update({ id: connection.id, ...typed })
        : bridge().connections.add({ ...typed, token: token.trim() }),
    );
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    await loadConnections();
    say('success', connection ? t.saved(answer.value.name) : t.added(answer.value.name));
    onClose();
  };
  return (
    <Dialog
      title={connection ? t.edit : t.add}
      onClose={onClose}
      loses="typed"
      footer={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button variant="filled" disabled={!complete} onClick={() => void save()}>
            {connection ? text.common.save : text.common.add}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        {error && error.field === undefined && <ErrorNote error={error} />}
        <Field id="connection-name" label={t.name} hint={t.nameHint} error={answered('name')}>
          <TextBox id="connection-name" value={name} onChange={setName} />
        </Field>
        <Field id="connection-url" label={t.baseUrl} hint={t.baseUrlHint} error={urlError}>
          <TextBox id="connection-url" literal value={baseUrl} invalid={urlError !== null} onChange={setBaseUrl} />
        </Field>
        {connection === null && (
          <PasswordInput
            label={t.token}
            description={t.tokenHint}
            value={token}
            onChange={(event) => setToken(event.currentTarget.value)}
          />
        )}
      </div>
    </Dialog>
  );
}
