import { Button } from '@mantine/core';
import { Fragment } from 'react';
import type { Diagnostics } from '../../preload/contract.ts';
import { formatDateTime } from '../format/time.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Facts, Panel } from '../parts/layout/Panel.tsx';
import { Chip, Code } from '../parts/signs/Chip.tsx';
import { diagnostics } from '../stores/resources.ts';
import { sayMessage } from '../text/say-finding.ts';
import { text } from '../text/text.ts';
import { copyReport } from './copy-report.ts';
import styles from './settings.module.css';

const t = text.settings.diagnostics;

/** What to look at, and what to send, when something does not work. */
export function DiagnosticsPanel() {
  const { value, error } = diagnostics.use('diagnostics');
  const again = () => void diagnostics.load('diagnostics');
  return (
    <Panel
      title={t.title}
      actions={
        <>
          <Button onClick={again}>{t.refresh}</Button>
          <Button title={t.copyHint} onClick={() => void copyReport()}>
            {t.copy}
          </Button>
        </>
      }
    >
      {error && <ErrorNote title={t.couldNot} error={error} onRetry={again} />}
      {value && <Found found={value} />}
      <p className={styles.dim}>{t.copyHint}</p>
    </Panel>
  );
}

function Found({ found: { facts, checks, recentErrors } }: { readonly found: Diagnostics }) {
  return (
    <div className={styles.stack}>
      <div className={styles.check}>
        {checks.map(({ name, ok, text: says, said }) => (
          <Fragment key={name}>
            <Chip light={ok ? 'ok' : 'bad'}>{ok ? t.ok : t.bad}</Chip>
            <span>{sayMessage(said.name, name)}</span>
            <span className={styles.dim}>{sayMessage(said.text, says)}</span>
          </Fragment>
        ))}
      </div>
      <Facts
        facts={facts.map(({ name, said, value }) => [sayMessage(said, name), <Code key={name}>{value}</Code>] as const)}
      />
      <h3 className={styles.heading}>{t.errors}</h3>
      {recentErrors.length === 0 && <p className={styles.dim}>{t.noErrors}</p>}
      <ul className={styles.errors}>
        {recentErrors.map(({ at, text: says }) => (
          <li key={`${at} ${says}`}>
            <span className={styles.dim}>{formatDateTime(at)}</span> {says}
          </li>
        ))}
      </ul>
    </div>
  );
}
