import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LocalRegistry, Outcome } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { formatCount } from '../format/numbers.ts';
import { Explain } from '../help/Explain.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { ConfirmDialog } from '../parts/layout/ConfirmDialog.tsx';
import { Facts, Panel } from '../parts/layout/Panel.tsx';
import { Bar } from '../parts/signs/Bar.tsx';
import { Chip, Code, Literal } from '../parts/signs/Chip.tsx';
import type { Light } from '../parts/signs/light.ts';
import { useAppInfo } from '../stores/app-info.ts';
import { say, sayError } from '../stores/notices.ts';
import { putRegistry, useRegistry } from '../stores/registry.ts';
import { storageText } from '../text/storage.ts';
import { text } from '../text/text.ts';
import styles from './registry.module.css';

const t = text.registry.local;

const LIGHTS: Readonly<Record<LocalRegistry['state'], Light>> = {
  stopped: 'past',
  starting: 'warn',
  running: 'ok',
  failed: 'bad',
};

export function LocalPanel() {
  const status = useRegistry((state) => state.status);
  return (
    <Panel
      title={t.title}
      help={<Explain term="Registry" name={t.title} />}
      actions={status && <Chip light={LIGHTS[status.state]}>{t.states[status.state]}</Chip>}
    >
      <div className={styles.stack}>
        <p className={styles.dim}>{t.intro}</p>
        {status?.error && <ErrorNote title={t.failed} error={status.error} />}
        {status && <StatusFacts status={status} />}
        {status && <Controls status={status} />}
      </div>
    </Panel>
  );
}

function StatusFacts({ status }: { readonly status: LocalRegistry }) {
  const { url, author, packages, versions, usedStorage, totalStorage, dataFolder } = status;
  return (
    <>
      <Facts
        facts={[
          [t.address, url === null ? text.common.none : <Address key="url" url={url} />],
          [t.author, author?.name ?? text.common.none],
          [t.packages, formatCount(packages)],
          [t.versions, formatCount(versions)],
          [t.storage, storageText(usedStorage, totalStorage)],
          [t.folder, <Code key="folder">{dataFolder}</Code>],
        ]}
      />
      {totalStorage !== null && (
        <Bar label={t.storage} share={usedStorage / totalStorage} light={fullness(usedStorage / totalStorage)} />
      )}
    </>
  );
}

function Address({ url }: { readonly url: string }) {
  return (
    <>
      <Literal>{url}</Literal> <CopyButton value={url} what={t.addressLabel} />
    </>
  );
}

// The warning colours of the original portal's storage bar.
function fullness(share: number): Light {
  return share > 0.9 ? 'bad' : share > 0.7 ? 'warn' : 'ok';
}

function Controls({ status }: { readonly status: LocalRegistry }) {
  const canReveal = useAppInfo(({ value }) => value?.canReveal ?? false);
  const [resetting, setResetting] = useState(false);
  const running = status.state === 'running' || status.state === 'starting';
  const does = async (question: Promise<Outcome<LocalRegistry>>): Promise<boolean> => {
    const answer = await ask(question);
    if (answer.ok) putRegistry(answer.value);
    else sayError(t.couldNot, answer.error);
    return answer.ok;
  };
  const reset = async () => {
    if (await does(bridge().registry.reset())) say('info', t.resetDone);
  };
  return (
    <div className={styles.actions}>
      {running ? (
        <Button onClick={() => void does(bridge().registry.stop())}>{t.stop}</Button>
      ) : (
        <Button variant="filled" onClick={() => void does(bridge().registry.start())}>
          {t.start}
        </Button>
      )}
      {canReveal && <Button onClick={() => void ask(bridge().registry.revealData())}>{t.reveal}</Button>}
      <Button variant="danger" onClick={() => setResetting(true)}>
        {t.reset}
      </Button>
      {resetting && (
        <ConfirmDialog title={t.resetSure} act={t.reset} onAct={() => void reset()} onClose={() => setResetting(false)}>
          {t.resetText}
        </ConfirmDialog>
      )}
    </div>
  );
}
