import { Button } from '@mantine/core';
import { formatDateTime } from '../format/time.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Panel } from '../parts/Panel.tsx';
import { outbox } from '../stores/resources.ts';
import { text } from '../text/text.ts';
import styles from './registry.module.css';

const t = text.registry.mails;

/** The registry tells authors by mail; the local one only writes them down. */
export function MailsPanel() {
  const { value, error } = outbox.use('outbox');
  const again = () => void outbox.load('outbox');
  return (
    <Panel title={t.title} actions={<Button onClick={again}>{t.refresh}</Button>}>
      <p className={styles.dim}>{t.hint}</p>
      {error && <ErrorNote error={error} onRetry={again} />}
      {value?.length === 0 && <p className={styles.dim}>{t.none}</p>}
      <ul>
        {value?.toReversed().map((mail) => (
          <li key={mail.id} className={styles.mail}>
            <p className={styles.head}>
              <span className={styles.name}>{mail.subject}</span>
              <span className={styles.dim}>{formatDateTime(mail.at)}</span>
            </p>
            <p className={styles.mailText}>{mail.text}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
