import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AppError, Connection, ConnectionTest, Outcome } from '../../preload/contract.ts';
import { checkBaseUrl } from '../../protocol/index.ts';
import { ask, bridge } from '../bridge.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Field, TextBox } from '../parts/form/Field.tsx';
import { SecretInput } from '../parts/form/SecretInput.tsx';
import { Dialog } from '../parts/layout/Dialog.tsx';
import { loadConnections } from '../stores/connections.ts';
import { say } from '../stores/notices.ts';
import { explainError } from '../text/explain.ts';
import { text } from '../text/text.ts';
import { ConnectionTestResult, failedTest } from './ConnectionTestResult.tsx';
import styles from './registry.module.css';
import { SignIn, useSignIn } from './SignIn.tsx';

const t = text.registry.connections;

interface DialogProps {
  /** Undefined for a new one. */
  readonly connection?: Connection;
  readonly onClose: () => void;
}

export function ConnectionDialog({ connection, onClose }: DialogProps) {
  const [typed, setTyped] = useState<Typed>({
    name: connection?.name ?? '',
    baseUrl: connection?.baseUrl ?? '',
    token: '',
  });
  const { error, tested, busy, saved, save, settle } = useSaving(connection, onClose);
  const signIn = useSignIn((signedIn) => void settle(signedIn));
  const withToken = connection === undefined || tested !== undefined;
  const complete = typed.name.trim() !== '' && typed.baseUrl.trim() !== '' && baseUrlFault(typed.baseUrl) === undefined;
  const busyAnyhow = busy || signIn.waiting;
  const send = () => {
    if (complete && !busyAnyhow) void save(typed);
  };
  const place = { id: saved?.id, name: typed.name.trim(), baseUrl: typed.baseUrl.trim() };
  return (
    <Dialog
      title={connection ? t.edit : t.add}
      onClose={onClose}
      loses={tested ? undefined : 'typed'}
      onEnter={send}
      footer={
        <>
          <Button onClick={onClose}>{tested ? t.keepAsIs : text.common.cancel}</Button>
          <Button variant="filled" loading={busy} disabled={!complete || signIn.waiting} onClick={send}>
            {tested ? t.saveAgain : connection ? text.common.save : text.common.add}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        {tested && (
          <div role="alert">
            <p>{t.savedNotWorking(typed.name.trim())}</p>
            <ConnectionTestResult test={tested} name={typed.name} />
          </div>
        )}
        {!signIn.waiting && (
          <ConnectionFields
            typed={typed}
            error={error ?? signIn.error}
            withToken={withToken}
            onType={(part) => setTyped({ ...typed, ...part })}
          />
        )}
        {withToken && <SignIn signIn={signIn} possible={complete && !busy} onBegin={() => signIn.begin(place)} />}
      </div>
    </Dialog>
  );
}

/** Saves, and tests what was saved: a token that does not work is found out now, not in the middle of a release. */
function useSaving(connection: Connection | undefined, onClose: () => void) {
  const [saved, setSaved] = useState(connection);
  const [error, setError] = useState<AppError>();
  const [tested, setTested] = useState<ConnectionTest>();
  const [busy, setBusy] = useState(false);
  const save = async ({ name, baseUrl, token }: Typed) => {
    setBusy(true);
    const trimmed = { name: name.trim(), baseUrl: baseUrl.trim(), token: token.trim() };
    const answer = await saveConnection(saved?.id, trimmed);
    setError(answer.ok ? undefined : answer.error);
    if (answer.ok) await settle(answer.value);
    else setBusy(false);
  };
  /** It is saved: what remains is to find out whether it works. */
  const settle = async (kept: Connection) => {
    setBusy(true);
    setSaved(kept);
    await loadConnections();
    const test = await ask(bridge().connections.test({ id: kept.id }));
    const result = test.ok ? test.value : failedTest(test.error);
    if (isFine(result)) {
      say('success', connection ? t.saved(kept.name) : t.added(kept.name), saidOf(result));
      onClose();
      return;
    }
    setTested(result);
    setBusy(false);
  };
  return { error, tested, busy, saved, save, settle };
}

interface FieldsProps {
  readonly typed: Typed;
  readonly error: AppError | undefined;
  readonly withToken: boolean;
  readonly onType: (part: Partial<Typed>) => void;
}

function ConnectionFields({ typed: { name, baseUrl, token }, error, withToken, onType }: FieldsProps) {
  const urlFault = baseUrl === '' ? undefined : baseUrlFault(baseUrl);
  const answered = (field: string) => (error?.field === field ? explainError(error) : undefined);
  const urlError = urlFault === undefined ? answered('baseUrl') : { sentence: urlFault };
  return (
    <>
      {error && error.field === undefined && <ErrorNote error={error} />}
      <Field id="connection-name" label={t.name} hint={t.nameHint} error={answered('name')}>
        <TextBox id="connection-name" value={name} onChange={(value) => onType({ name: value })} />
      </Field>
      <Field id="connection-url" label={t.baseUrl} hint={t.baseUrlHint} error={urlError}>
        <TextBox
          id="connection-url"
          literal
          value={baseUrl}
          invalid={urlError !== undefined}
          onChange={(value) => onType({ baseUrl: value })}
        />
      </Field>
      {withToken && (
        <SecretInput
          label={t.token}
          description={t.tokenHint}
          value={token}
          onChange={(event) => onType({ token: event.currentTarget.value })}
        />
      )}
    </>
  );
}

interface Typed {
  readonly name: string;
  readonly baseUrl: string;
  readonly token: string;
}

async function saveConnection(id: string | undefined, typed: Typed): Promise<Outcome<Connection>> {
  const { name, baseUrl, token } = typed;
  if (id === undefined) return ask(bridge().connections.add(typed));
  const updated = await ask(bridge().connections.update({ id, name, baseUrl }));
  if (!updated.ok || token === '') return updated;
  return ask(bridge().connections.setToken({ id, token }));
}

function isFine({ reachable, error, warnings }: ConnectionTest): boolean {
  return reachable && error === null && warnings.length === 0;
}

function saidOf({ author }: ConnectionTest): string {
  return author ? t.tested.author(author.name) : '';
}

/** Undefined when the address may be used. */
function baseUrlFault(typed: string): string | undefined {
  const checked = checkBaseUrl(typed);
  return checked.ok ? undefined : t.urlFaults[checked.code];
}
