import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import type { Finding, Severity } from '../../preload/contract.ts';
import { formatCount } from '../format/numbers.ts';
import { Chip } from '../parts/Chip.tsx';
import { text } from '../text/text.ts';
import styles from './checks.module.css';
import { FindingRow } from './FindingRow.tsx';
import { SEVERITY_LIGHTS } from './severity-lights.ts';

const t = text.checks;
/** Five hundred findings are read in portions. */
const PORTION = 50;

interface GroupProps {
  readonly addonId: string;
  readonly severity: Severity;
  readonly findings: readonly Finding[];
}

export function FindingGroup({ addonId, severity, findings }: GroupProps) {
  const [limit, setLimit] = useState(PORTION);
  const id = useId();
  if (findings.length === 0) return null;
  const hidden = findings.length - limit;
  return (
    <section aria-labelledby={id}>
      <div className={styles.groupHead}>
        <h2 id={id} className={styles.groupTitle}>
          {t.severity[severity]}
        </h2>
        <Chip light={SEVERITY_LIGHTS[severity]}>{formatCount(findings.length)}</Chip>
        <span className={styles.dim}>{t.severityHint[severity]}</span>
      </div>
      <ul className={styles.list} data-stripe={SEVERITY_LIGHTS[severity]}>
        {findings.slice(0, limit).map((finding) => (
          <FindingRow key={finding.id} addonId={addonId} finding={finding} />
        ))}
        {hidden > 0 && (
          <li className={styles.more}>
            <Button onClick={() => setLimit(limit + PORTION * 4)}>
              {text.common.showMore(Math.min(hidden, PORTION * 4))}
            </Button>
          </li>
        )}
      </ul>
    </section>
  );
}
