import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError, Finding, TriedStep } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { formatBytes } from '../format/numbers.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Dialog } from '../parts/layout/Dialog.tsx';
import { Bar } from '../parts/signs/Bar.tsx';
import { Chip } from '../parts/signs/Chip.tsx';
import { sayFinding, sayMessage } from '../text/say-finding.ts';
import { text } from '../text/text.ts';
import styles from './checks.module.css';
import { SEVERITY_LIGHTS } from './severity-lights.ts';

const t = text.checks;

interface TryProps {
  readonly addonId: string;
  readonly onClose: () => void;
}

/** Installs the add-on into an X-Plane folder that is thrown away and tells, step by step, what users will get. */
export function TryDialog({ addonId, onClose }: TryProps) {
  const [steps, setSteps] = useState<readonly TriedStep[]>([]);
  const [state, setState] = useState<'running' | 'ended' | 'cancelled'>('running');
  const [error, setError] = useState<AppError>();
  const isOpen = useRef(true);
  const cancel = useCallback(() => void ask(bridge().install.cancelTry({ id: addonId })), [addonId]);
  const run = useCallback(async () => {
    setSteps([]);
    setError(undefined);
    setState('running');
    const answer = await ask(bridge().install.tryAddon({ id: addonId }));
    if (!isOpen.current) return;
    if (answer.ok) {
      setSteps(answer.value.steps);
      setState('ended');
    } else if (answer.error.code === 'cancelled') setState('cancelled');
    else setError(answer.error);
  }, [addonId]);
  useEffect(() => {
    isOpen.current = true;
    const forget = bridge().install.onStepTried(({ id, step }) => {
      if (id === addonId) setSteps((before) => [...before, step]);
    });
    void run();
    return () => {
      isOpen.current = false;
      forget();
      cancel();
    };
  }, [addonId, run, cancel]);
  const running = state === 'running' && error === undefined;
  return (
    <Dialog
      title={t.tried}
      wide
      onClose={onClose}
      footer={
        <>
          {running ? (
            <Button onClick={cancel}>{text.common.cancel}</Button>
          ) : (
            <Button onClick={() => void run()}>{t.tryAgain}</Button>
          )}
          <Button variant="filled" onClick={onClose}>
            {text.common.close}
          </Button>
        </>
      }
    >
      {error && <ErrorNote title={t.couldNotTry} error={error} onRetry={() => void run()} />}
      {!error && <p role="status">{running ? t.trying : state === 'cancelled' ? t.tryCancelled : endOf(steps)}</p>}
      {running && <Bar label={t.tried} />}
      {steps.map((step) => (
        <TriedPart key={step.step} tried={step} />
      ))}
    </Dialog>
  );
}

function endOf(steps: readonly TriedStep[]): string {
  const all = steps.flatMap(({ findings }) => findings);
  const count = (severity: Finding['severity']) => all.filter((finding) => finding.severity === severity).length;
  return t.tryEnded(count('error'), count('warning'));
}

function TriedPart({ tried }: { readonly tried: TriedStep }) {
  const { step, summary, found, findings, files, fileCount } = tried;
  return (
    <section className={styles.tried}>
      <h3 className={styles.groupTitle}>{t.triedSteps[step]}</h3>
      <p>{sayMessage(summary, summary.id)}</p>
      {found.length > 0 && (
        <ul className={styles.triedFound}>
          {found.map(({ kind, path }) => (
            <li key={path}>
              <bdi>{t.xplaneFinds(text.hangar.kinds[kind], path)}</bdi>
            </li>
          ))}
        </ul>
      )}
      {findings.length > 0 && (
        <ul className={styles.list}>
          {findings.map((finding) => (
            <TriedFinding key={finding.id} finding={finding} />
          ))}
        </ul>
      )}
      {fileCount > 0 && (
        <details>
          <summary>{t.triedFiles(fileCount)}</summary>
          <ul className={styles.triedFiles}>
            {files.map(({ path, size }) => (
              <li key={path}>
                <bdi className={styles.path}>{path}</bdi>
                <span className={styles.dim}>{formatBytes(size)}</span>
              </li>
            ))}
            {fileCount > files.length && <li className={styles.dim}>{t.triedMore(fileCount - files.length)}</li>}
          </ul>
        </details>
      )}
    </section>
  );
}

function TriedFinding({ finding }: { readonly finding: Finding }) {
  const { severity, path } = finding;
  const { message, why } = sayFinding(finding);
  return (
    <li className={styles.finding}>
      <div className={styles.found}>
        <p className={styles.message}>
          <Chip light={SEVERITY_LIGHTS[severity]}>{t.severityOfOne[severity]}</Chip> {message}
        </p>
        {path !== undefined && (
          <p className={styles.path}>
            <bdi>{path}</bdi>
          </p>
        )}
        <p className={styles.why}>{why}</p>
      </div>
    </li>
  );
}
