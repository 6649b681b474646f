import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatDateTime } from '../format/time.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Panel } from '../parts/layout/Panel.tsx';
import { outbox } from '../stores/resources.ts';
import { text } from '../text/text.ts';
import styles from './registry.module.css';

const t = text.registry.mails;
/** The newest; a registry that is used for months has written hundreds. */
const SHOWN_AT_FIRST = 10;

/** The registry tells authors by mail; the local one only writes them down. */
export function MailsPanel() {
  const { value, error } = outbox.use('outbox');
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const more = Math.min(SHOWN_AT_FIRST, (value?.length ?? 0) - shown);
  const again = () => void outbox.load('outbox');
  return (
    <Panel title={t.title} actions={<Button onClick={again}>{t.refresh}</Button>}>
      <p className={styles.dim}>{t.hint}</p>
      {error && <ErrorNote error={error} onRetry={again} />}
      {value?.length === 0 && <p className={styles.dim}>{t.none}</p>}
      <ul>
        {value
          ?.toReversed()
          .slice(0, shown)
          .map((mail) => (
            <li key={mail.id} className={styles.mail}>
              <p className={styles.head}>
                <span className={styles.name}>{mail.subject}</span>
                <span className={styles.dim}>{formatDateTime(mail.at)}</span>
              </p>
              <p className={styles.mailText}>{mail.text}</p>
            </li>
          ))}
      </ul>
      {more > 0 && <Button onClick={() => setShown(shown + more)}>{text.common.showMore(more)}</Button>}
    </Panel>
  );
}
