import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { AppError, Finding, FixPreview } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Dialog } from '../parts/layout/Dialog.tsx';
import { Scrollable } from '../parts/layout/Scrollable.tsx';
import { say, sayError } from '../stores/notices.ts';
import { sayFinding } from '../text/say-finding.ts';
import { text } from '../text/text.ts';
import styles from './checks.module.css';
import { lineDifferences } from './line-differences.ts';
import { lookAlike } from './look-alike.ts';

const t = text.checks;

interface FixProps {
  readonly addonId: string;
  readonly finding: Finding;
  readonly onClose: () => void;
}

/** Shows what a fix would do before it is done; what was done can be taken back. */
export function FixDialog({ addonId, finding, onClose }: FixProps) {
  const [preview, setPreview] = useState<FixPreview>();
  const [error, setError] = useState<AppError>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    void ask(bridge().addons.previewFix({ id: addonId, findingId: finding.id })).then((answer) => {
      if (answer.ok) setPreview(answer.value);
      else setError(answer.error);
    });
  }, [addonId, finding.id]);
  const { message: title, fix } = sayFinding(finding);
  const apply = async ({ token }: FixPreview) => {
    setBusy(true);
    const answer = await ask(bridge().addons.applyFix({ id: addonId, token }));
    setBusy(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    const { undoId } = answer.value;
    say('success', t.fixDone(fix?.label ?? title), finding.path ?? '', {
      label: text.common.undo,
      run: () => void undoFixes(addonId, [undoId]),
    });
    onClose();
  };
  return (
    <Dialog
      title={t.fixing(title)}
      wide
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button variant="filled" loading={busy} disabled={!preview} onClick={() => preview && void apply(preview)}>
            {t.fixApply}
          </Button>
        </>
      }
    >
      <p>{fix?.description}</p>
      {error && <ErrorNote title={t.couldNotFix} error={error} />}
      {preview?.steps.map((step) => (
        <FixStep key={`${step.kind} ${step.path}`} step={step} />
      ))}
    </Dialog>
  );
}

/** The last one first, as each was done on what those before it had left. */
export async function undoFixes(id: string, undoIds: readonly string[]): Promise<void> {
  for (const undoId of undoIds.toReversed()) {
    const answer = await ask(bridge().addons.undoFix({ id, undoId }));
    if (!answer.ok) return sayError(t.couldNotUndo, answer.error);
  }
  say('info', t.undone);
}

export function FixStep({ step: { kind, path, to, before, after } }: { readonly step: FixPreview['steps'][number] }) {
  const alike = to === undefined ? undefined : lookAlike(path, to);
  return (
    <div className={styles.step}>
      <p className={styles.stepHead}>
        <strong>{t.steps[kind]}</strong>
        <bdi className={styles.path}>{path}</bdi>
        {to !== undefined && <bdi className={styles.path}>{t.renameTo(to)}</bdi>}
      </p>
      {alike && <p className={styles.why}>{t.alike(alike.before, alike.after)}</p>}
      {(before !== undefined || after !== undefined) && (
        <Scrollable className={styles.diff}>
          <pre>
            {lineDifferences(before ?? '', after ?? '').map(({ change, line, key }) => (
              <span key={key} className={styles[change]}>
                {{ added: '+ ', removed: '− ', same: '  ' }[change]}
                {line}
              </span>
            ))}
          </pre>
        </Scrollable>
      )}
    </div>
  );
}
