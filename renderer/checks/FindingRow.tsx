import { Button } from '@mantine/core';
import { memo, useState } from 'react';
import type { Finding } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { Code } from '../parts/signs/Chip.tsx';
import { useAppInfo } from '../stores/app-info.ts';
import { sayError } from '../stores/notices.ts';
import { sayFinding } from '../text/say-finding.ts';
import { text } from '../text/text.ts';
import styles from './checks.module.css';
import { FixDialog } from './FixDialog.tsx';

const t = text.checks;

interface RowProps {
  readonly addonId: string;
  readonly finding: Finding;
}

/** What it is, where, why it matters, and the fix where there is one. */
export const FindingRow = memo(function FindingRow({ addonId, finding }: RowProps) {
  const [fixing, setFixing] = useState(false);
  const { path, also, rule } = finding;
  const { message, why, fix } = sayFinding(finding);
  return (
    <li className={styles.finding}>
      <div className={styles.found}>
        <p className={styles.message}>
          {message} <Code>{rule}</Code>
        </p>
        {path !== undefined && (
          <p className={styles.path}>
            <bdi>{path}</bdi>
          </p>
        )}
        {also !== undefined && <AlsoAt paths={also} />}
        <p className={styles.why}>{why}</p>
      </div>
      <div className={styles.actions}>
        {path !== undefined && <RevealButton addonId={addonId} path={path} />}
        {fix && (
          <Button variant="filled" title={fix.description} onClick={() => setFixing(true)}>
            {fix.label}
          </Button>
        )}
      </div>
      {fixing && <FixDialog addonId={addonId} finding={finding} onClose={() => setFixing(false)} />}
    </li>
  );
});

/** The other files the same is said of, for whom it may be news which. */
function AlsoAt({ paths }: { readonly paths: readonly string[] }) {
  return (
    <details className={styles.also}>
      <summary>{t.more(paths.length)}</summary>
      <ul>
        {paths.map((path) => (
          <li key={path} className={styles.path}>
            <bdi>{path}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}

function RevealButton({ addonId, path }: { readonly addonId: string; readonly path: string }) {
  const canReveal = useAppInfo(({ value }) => value?.canReveal ?? false);
  if (!canReveal) return undefined;
  const reveal = async () => {
    const answer = await ask(bridge().addons.reveal({ id: addonId, path }));
    if (!answer.ok) sayError(path, answer.error);
  };
  return <Button onClick={() => void reveal()}>{t.reveal}</Button>;
}
