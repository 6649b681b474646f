import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AppError, GatherPlan } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { considerFolder } from '../../commands/add-folder.ts';
import { type Gathering, useGathering } from '../../commands/gathering.ts';
import { ErrorNote } from '../../parts/ErrorNote.tsx';
import { Dialog } from '../../parts/layout/Dialog.tsx';
import { plainColumns, Table } from '../../parts/layout/Table.tsx';
import { text } from '../../text/text.ts';
import styles from './picker.module.css';

const t = text.frame.gather;

function close(): void {
  useGathering.setState({ open: undefined });
}

/** What goes where when the builds of several systems become one plugin. */
export function GatherDialog({ gathering }: { readonly gathering: Gathering }) {
  const paths = [...gathering.paths];
  const [plan, setPlan] = useState(gathering.plan);
  const [name, setName] = useState('');
  const [out, setOut] = useState(gathering.plan.out);
  const [fault, setFault] = useState<AppError>();
  const [busy, setBusy] = useState(false);
  const called = name.trim() === '' ? {} : { name: name.trim() };
  const lookAgain = async () => {
    const answer = await ask(bridge().addons.lookAtBuilds({ paths, ...called }));
    setFault(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    setPlan(answer.value);
    if (out === plan.out) setOut(answer.value.out);
  };
  const putTogether = async () => {
    setBusy(true);
    const answer = await ask(bridge().addons.gather({ paths, ...called, out }));
    setBusy(false);
    if (!answer.ok) return setFault(answer.error);
    close();
    await considerFolder(answer.value.folder);
  };
  const conflicts = plan.places.filter(({ state }) => state === 'conflict').length;
  const isReady = conflicts === 0 && plan.names.length === 1 && out.trim() !== '';
  return (
    <Dialog
      wide
      title={t.title}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{text.common.cancel}</Button>
          <Button variant="filled" disabled={!isReady} loading={busy} onClick={() => void putTogether()}>
            {t.run}
          </Button>
        </>
      }
    >
      <p className={styles.note}>{conflicts > 0 ? t.conflicts(conflicts) : t.text(paths.length)}</p>
      {fault && <ErrorNote error={fault} />}
      {(gathering.plan.names.length > 1 || name !== '') && (
        <TextInput
          label={t.name}
          description={t.nameHint(gathering.plan.names.join(', '))}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onBlur={() => void lookAgain()}
        />
      )}
      <Places plan={plan} />
      <TextInput label={t.out} value={out} onChange={(event) => setOut(event.currentTarget.value)} />
    </Dialog>
  );
}

function Places({ plan }: { readonly plan: GatherPlan }) {
  return (
    <Table columns={plainColumns(t.columns)} label={t.title}>
      {plan.places.map(({ path, from, state }) => (
        <tr key={path}>
          <td>{path}</td>
          <td>{from.join(', ')}</td>
          <td>{t.states[state]}</td>
        </tr>
      ))}
    </Table>
  );
}
