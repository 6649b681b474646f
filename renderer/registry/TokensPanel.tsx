import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LocalToken } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { formatDate } from '../format/time.ts';
import { Explain } from '../help/Explain.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { ConfirmDialog } from '../parts/layout/ConfirmDialog.tsx';
import { Panel } from '../parts/layout/Panel.tsx';
import { Chip } from '../parts/signs/Chip.tsx';
import { say, sayError } from '../stores/notices.ts';
import { localTokens } from '../stores/resources.ts';
import { text } from '../text/text.ts';
import { CreateTokenDialog } from './CreateTokenDialog.tsx';
import styles from './registry.module.css';

const t = text.registry.tokens;

export function TokensPanel() {
  const { value, error } = localTokens.use('tokens');
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<LocalToken>();
  const again = () => void localTokens.load('tokens');
  return (
    <Panel
      title={t.title}
      help={<Explain term="Token" name={t.title} />}
      actions={<Button onClick={() => setCreating(true)}>{t.create}</Button>}
    >
      <p className={styles.dim}>{t.createHint}</p>
      {error && <ErrorNote title={t.couldNot} error={error} onRetry={again} />}
      {value?.length === 0 && <p className={styles.dim}>{t.none}</p>}
      <ul className={styles.tokens}>
        {value?.map((token) => (
          <li key={token.id} className={styles.active}>
            <span className={styles.presetText}>
              <strong>{token.name}</strong> {token.own && <Chip light="past">{t.own}</Chip>}{' '}
              <span className={styles.dim}>
                {token.permissions.map(permissionName).join(', ')} ·{' '}
                {token.expiresAt === null ? t.forever : t.until(formatDate(token.expiresAt))}
              </span>
            </span>
            <span className={styles.end}>
              <Button variant="danger" onClick={() => setRevoking(token)}>
                {t.revoke}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {revoking && (
        <ConfirmDialog
          title={t.revokeSure(revoking.name)}
          act={t.revoke}
          onAct={() => void revoke(revoking)}
          onClose={() => setRevoking(undefined)}
        >
          {revoking.own ? t.revokeOwnText : t.revokeText}
        </ConfirmDialog>
      )}
      {creating && <CreateTokenDialog onClose={() => setCreating(false)} />}
    </Panel>
  );
}

function permissionName(permission: string): string {
  const names: Readonly<Record<string, string>> = t.permissionNames;
  return names[permission] ?? permission;
}

async function revoke({ id, name, own }: LocalToken): Promise<void> {
  const answer = await ask(bridge().registry.revokeToken({ id }));
  if (!answer.ok) {
    sayError(t.revoke, answer.error);
    return;
  }
  say('info', own ? t.revokedOwn(name) : t.revoked(name));
  void localTokens.load('tokens');
}
