import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { AppError, Finding, TriedStep } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { formatBytes } from '../format/numbers.ts';
import { Chip } from '../parts/Chip.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
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
  const [steps, setSteps] = useState<readonly TriedStep[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const run = useCallback(async () => {
    setSteps(null);
    setError(null);
    const answer = await ask(bridge().install.tryAddon({ id: addonId }));
    if (answer.ok) setSteps(answer.value.steps);
    else setError(answer.error);
  }, [addonId]);
  useEffect(() => void run(), [run]);
  return (
    <Dialog
      title={t.tried}
      wide
      onClose={onClose}
      footer={
        <>
          <Button disabled={steps === null} onClick={() => void run()}>
            {t.tryAgain}
          </Button>
          <Button variant="filled" onClick={onClose}>
            {text.common.close}
          </Button>
        </>
      }
    >
      {error && <ErrorNote title={t.couldNotTry} error={error} onRetry={() => void run()} />}
      {steps === null && !error && <p role="status">{t.trying}</p>}
      {steps?.map((step) => (
        <TriedPart key={step.step} tried={step} />
      ))}
    </Dialog>
  );
}

function TriedPart({ tried }: { readonly tried: TriedStep }) {
  const { step, summary, found, findings, files, fileCount } = tried;
  return (
    <section>
      <h3 className={styles.groupTitle}>{t.triedSteps[step]}</h3>
      <p>{summary}</p>
      {found.map(({ kind, path }) => (
        <p key={path} className={styles.path}>
          <bdi>{t.xplaneFinds(text.hangar.kinds[kind], path)}</bdi>
        </p>
      ))}
      <ul className={styles.list}>
        {findings.map((finding) => (
          <TriedFinding key={finding.id} finding={finding} />
        ))}
      </ul>
      {fileCount > 0 && (
        <details>
          <summary>{t.triedFiles(fileCount)}</summary>
          <ul>
            {files.map(({ path, size }) => (
              <li key={path} className={styles.path}>
                <bdi>{path}</bdi> {formatBytes(size)}
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
  const { severity, message, path, why } = finding;
  return (
    <li className={styles.finding}>
      <div>
        <p className={styles.message}>
          <Chip light={SEVERITY_LIGHTS[severity]}>{t.severity[severity]}</Chip> {message}
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
