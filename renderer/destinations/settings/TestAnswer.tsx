import { Button } from '@mantine/core';
import type { UnknownServer } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { ErrorNote } from '../../parts/ErrorNote.tsx';
import { Code } from '../../parts/signs/Chip.tsx';
import { sayError } from '../../stores/notices.ts';
import { sayMessage } from '../../text/say-finding.ts';
import { text } from '../../text/text.ts';
import styles from '../destinations.module.css';
import type { useSaving } from './use-saving.ts';

const t = text.destinations.dialog;

interface AnswerProps {
  readonly saving: ReturnType<typeof useSaving>;
  readonly onTrusted: () => void;
}

export function TestAnswer({ saving: { busy, test, error }, onTrusted }: AnswerProps) {
  return (
    <div role="status" className={styles.answer}>
      {busy && <p className={styles.dim}>{t.testing}</p>}
      {error && <ErrorNote title={t.couldNotSave} error={error} />}
      {test?.state === 'failed' && <ErrorNote title={t.failed} error={test.error} />}
      {test?.state === 'unknown-server' && (
        <UnknownServerNote server={test.server} hint={sayMessage(test.hint, '')} onTrusted={onTrusted} />
      )}
    </div>
  );
}

interface UnknownServerProps {
  readonly server: UnknownServer;
  readonly hint: string;
  readonly onTrusted: () => void;
}

/** Asked once for a server; afterwards only what was agreed to is talked to. */
function UnknownServerNote({ server, hint, onTrusted }: UnknownServerProps) {
  const { host, port, fingerprint, reason } = server;
  const trust = async () => {
    const answer = await ask(bridge().destinations.trust({ fingerprint }));
    if (answer.ok) onTrusted();
    else sayError(t.couldNotTrust, answer.error);
  };
  return (
    <div className={styles.unknownServer}>
      <p className={styles.strong}>{t.strangerTitle(`${host}:${port}`)}</p>
      {reason !== null && <p>{sayMessage(reason, reason.id)}</p>}
      <p>
        {t.stranger} <Code>{fingerprint}</Code>
      </p>
      <p className={styles.dim}>{hint}</p>
      <Button onClick={() => void trust()}>{t.trust}</Button>
    </div>
  );
}
