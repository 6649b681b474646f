import { useEffect, useState } from 'react';
import type { AppError } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Dialog } from '../parts/layout/Dialog.tsx';
import { Literal } from '../parts/signs/Chip.tsx';
import { text } from '../text/text.ts';
import type { VersionRowProps } from './version-row-props.ts';
import styles from './versions.module.css';

const t = text.versions;

type Answer = { readonly key: string | undefined } | { readonly error: AppError };

/** The key is only asked for when the author wants to see it, and forgotten when the dialog closes. */
export function KeyDialog({
  connectionId,
  packageId,
  version: row,
  onClose,
}: VersionRowProps & { onClose: () => void }) {
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    void ask(bridge().packages.privateKey({ connectionId, packageId, version: row.version })).then((asked) =>
      setAnswer(asked.ok ? { key: asked.value?.privateKey } : { error: asked.error }),
    );
  }, [connectionId, packageId, row.version]);
  return (
    <Dialog title={t.keyTitle(row.version)} onClose={onClose}>
      <p>{t.keyText}</p>
      {answer && 'error' in answer && <ErrorNote title={t.couldNotKey} error={answer.error} />}
      {answer && 'key' in answer && answer.key === undefined && <p>{t.noKey}</p>}
      {answer && 'key' in answer && answer.key !== undefined && (
        <p className={styles.key}>
          <Literal>{answer.key}</Literal>
          <CopyButton value={answer.key} what={t.keyLabel} />
        </p>
      )}
    </Dialog>
  );
}
