import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Connection, ConnectionTest } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { activateConnection } from '../commands/connection.ts';
import { Panel } from '../parts/layout/Panel.tsx';
import { Chip, Code } from '../parts/signs/Chip.tsx';
import { explainError } from '../text/explain.ts';
import { text } from '../text/text.ts';
import { ConnectionDialog } from './ConnectionDialog.tsx';
import { ConnectionTestResult, failedTest } from './ConnectionTestResult.tsx';
import { ReachLamp } from './ReachLamp.tsx';
import { RemoveConnection } from './RemoveConnection.tsx';
import styles from './registry.module.css';
import { TokenDialog } from './TokenDialog.tsx';

const t = text.registry.connections;
type Open = 'edit' | 'token' | 'remove';

export function ConnectionCard({ connection }: { readonly connection: Connection }) {
  const { id, name, baseUrl, active, token, reach } = connection;
  const [tested, setTested] = useState<ConnectionTest>();
  const [testing, setTesting] = useState(false);
  const test = async () => {
    setTesting(true);
    const answer = await ask(bridge().connections.test({ id }));
    setTesting(false);
    setTested(answer.ok ? answer.value : failedTest(answer.error));
  };
  return (
    <Panel>
      <div className={styles.head}>
        <h2 className={styles.name}>
          <bdi>{name}</bdi>
        </h2>
        {active && <Chip light="flight">{t.inUse}</Chip>}
        <span className={styles.end}>
          <ReachLamp connection={connection} />
        </span>
      </div>
      <p className={styles.url}>
        <Code>{baseUrl}</Code>
      </p>
      <p className={styles.dim}>{t.tokenKept[token]}</p>
      {reach.state === 'unreachable' && (
        <p className={styles.warning}>
          {explainError(reach.error).sentence} {explainError(reach.error).hint} <Code>{reach.error.code}</Code>
        </p>
      )}
      <div className={styles.actions}>
        {!active && (
          <Button variant="filled" onClick={() => void activateConnection(connection)}>
            {t.use}
          </Button>
        )}
        <Button loading={testing} onClick={() => void test()}>
          {t.test}
        </Button>
        {connection.kind === 'remote' && <RemoteActions connection={connection} />}
      </div>
      <div role="status">
        {testing && t.testing}
        {!testing && tested && <ConnectionTestResult test={tested} name={name} />}
      </div>
    </Panel>
  );
}

/** What can be changed about a registry that the author added. */
function RemoteActions({ connection }: { readonly connection: Connection }) {
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const dialogs: Readonly<Record<Open, ReactNode>> = {
    edit: <ConnectionDialog connection={connection} onClose={close} />,
    token: <TokenDialog connection={connection} onClose={close} />,
    remove: <RemoveConnection connection={connection} onClose={close} />,
  };
  return (
    <>
      <Button onClick={() => setOpen('edit')}>{t.edit}</Button>
      <Button onClick={() => setOpen('token')}>{t.setToken}</Button>
      <Button variant="danger" onClick={() => setOpen('remove')}>
        {t.remove}
      </Button>
      {open && dialogs[open]}
    </>
  );
}
