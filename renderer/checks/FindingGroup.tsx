import { Button } from '@mantine/core';
import { useId, useMemo, useState } from 'react';
import type { Finding, Severity } from '../../preload/contract.ts';
import { formatCount } from '../format/numbers.ts';
import { Chip } from '../parts/Chip.tsx';
import { sayFinding } from '../text/say-finding.ts';
import { text } from '../text/text.ts';
import styles from './checks.module.css';
import { FindingRow } from './FindingRow.tsx';
import { FixAllDialog } from './FixAllDialog.tsx';
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
      <FixAll addonId={addonId} findings={findings} />
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

/** One button for each rule that has found several things that can be fixed. */
function FixAll({ addonId, findings }: Pick<GroupProps, 'addonId' | 'findings'>) {
  const [fixing, setFixing] = useState<readonly Finding[] | null>(null);
  const byRule = useMemo(() => {
    const fixable = Map.groupBy(
      findings.filter(({ fix }) => fix !== undefined),
      ({ rule, fix }) => `${rule} ${fix?.label}`,
    );
    return [...fixable].filter(([, all]) => all.length > 1);
  }, [findings]);
  return (
    <>
      {byRule.length > 0 && (
        <p className={styles.fixAll}>
          {byRule.map(([rule, all]) => (
            <Button key={rule} onClick={() => setFixing(all)}>
              {t.fixAll(all.length, all[0] ? (sayFinding(all[0]).fix?.label ?? '') : '')}
            </Button>
          ))}
        </p>
      )}
      {fixing && <FixAllDialog addonId={addonId} findings={fixing} onClose={() => setFixing(null)} />}
    </>
  );
}
