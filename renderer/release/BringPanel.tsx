import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Connection, ReleaseStart } from '../../preload/contract.ts';
import { Panel } from '../parts/layout/Panel.tsx';
import { useConnections } from '../stores/connections.ts';
import { text } from '../text/text.ts';
import { bringRelease } from './form/bring.ts';
import type { ReleaseForm } from './form/forms.ts';
import styles from './release.module.css';

interface BringProps {
  readonly form: ReleaseForm;
  readonly connection: Connection;
}

/** Rehearsed on one registry, released on the next: what was filled in there comes along. */
export function BringPanel({ form, connection }: BringProps) {
  const { elsewhere, takenVersions } = form.start;
  if (elsewhere === null || takenVersions.length > 0) return undefined;
  return <Bring form={form} connection={connection} elsewhere={elsewhere} />;
}

function Bring({
  form,
  connection,
  elsewhere,
}: BringProps & { readonly elsewhere: NonNullable<ReleaseStart['elsewhere']> }) {
  const [busy, setBusy] = useState(false);
  const from = useConnections(({ all }) => all.find(({ id }) => id === elsewhere.connectionId)?.name);
  if (from === undefined) return undefined;
  const bring = async () => {
    setBusy(true);
    await bringRelease(form.target, elsewhere);
    setBusy(false);
  };
  const access = text.release.access[elsewhere.draft.access];
  return (
    <Panel title={text.release.bring.title(elsewhere.version, from)}>
      <p className={styles.dim}>{text.release.bring.text(connection.name, access)}</p>
      <Button mt="xs" loading={busy} onClick={() => void bring()}>
        {text.release.bring.button}
      </Button>
    </Panel>
  );
}
