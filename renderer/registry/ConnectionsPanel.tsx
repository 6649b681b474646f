import { Button } from '@mantine/core';
import { useState } from 'react';
import { Explain } from '../help/Explain.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { useAppInfo } from '../stores/app-info.ts';
import { loadConnections, useConnections } from '../stores/connections.ts';
import { text } from '../text/text.ts';
import { ConnectionCard } from './ConnectionCard.tsx';
import { ConnectionDialog } from './ConnectionDialog.tsx';
import styles from './registry.module.css';

const t = text.registry.connections;

export function ConnectionsPanel() {
  const { all, error } = useConnections();
  const kept = useAppInfo(({ value }) => value?.secretsKept);
  const [adding, setAdding] = useState(false);
  return (
    <div className={styles.stack}>
      <div className={styles.head}>
        <span className={styles.dim}>
          {kept && t.secrets[kept]} <Explain term="Registry" name={text.registry.title} />
        </span>
        <Button variant="filled" className={styles.end ?? ''} onClick={() => setAdding(true)}>
          {t.add}
        </Button>
      </div>
      {error && <ErrorNote error={error} onRetry={() => void loadConnections()} />}
      <div className={styles.grid}>
        {all.map((connection) => (
          <ConnectionCard key={connection.id} connection={connection} />
        ))}
      </div>
      {adding && <ConnectionDialog onClose={() => setAdding(false)} />}
    </div>
  );
}
