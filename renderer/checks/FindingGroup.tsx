import { Button } from '@mantine/core';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { Fragment, useId, useMemo, useState } from 'react';
import type { Finding, Severity } from '../../preload/contract.ts';
import { formatCount } from '../format/numbers.ts';
import { Chip } from '../parts/signs/Chip.tsx';
import { sayFinding } from '../text/say-finding.ts';
import { text } from '../text/text.ts';
import styles from './checks.module.css';
import { FindingRow } from './FindingRow.tsx';
import { FixAllDialog } from './FixAllDialog.tsx';
import { groupFindings } from './group-findings.ts';
import { SEVERITY_LIGHTS } from './severity-lights.ts';

const t = text.checks;
/** Five hundred findings are read in portions. */
const PORTION = 50;

interface GroupProps {
  readonly addonId: string;
  readonly severity: Severity;
  readonly findings: readonly Finding[];
  /** Somebody looks for one of them: each stands for itself. */
  readonly apart: boolean;
}

export function FindingGroup({ addonId, severity, findings, apart }: GroupProps) {
  const [limit, setLimit] = useState(PORTION);
  const id = useId();
  const rows = useMemo(() => (apart ? findings.map((one) => [one]) : groupFindings(findings)), [apart, findings]);
  if (findings.length === 0) return undefined;
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
        {rows.slice(0, limit).map(([first, ...others]) =>
          first === undefined ? undefined : (
            <Fragment key={first.id}>
              <FindingRow addonId={addonId} finding={first} />
              {others.length > 0 && <AlikeRows addonId={addonId} findings={others} />}
            </Fragment>
          ),
        )}
        <MoreRows hidden={rows.length - limit} onMore={(count) => setLimit(limit + count)} />
      </ul>
    </section>
  );
}

/** What says the same of other places is one line until it is opened. */
function AlikeRows({ addonId, findings }: Pick<GroupProps, 'addonId' | 'findings'>) {
  const [isOpen, setOpen] = useState(false);
  const [limit, setLimit] = useState(PORTION);
  const Arrow = isOpen ? ChevronDown : ChevronRight;
  return (
    <>
      <li className={styles.alike}>
        <button type="button" className={styles.alikeButton} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Arrow size="0.875rem" aria-hidden="true" />
          {t.more(findings.length)}
        </button>
      </li>
      {isOpen &&
        findings.slice(0, limit).map((finding) => <FindingRow key={finding.id} addonId={addonId} finding={finding} />)}
      {isOpen && <MoreRows hidden={findings.length - limit} onMore={(count) => setLimit(limit + count)} />}
    </>
  );
}

function MoreRows({ hidden, onMore }: { readonly hidden: number; readonly onMore: (count: number) => void }) {
  if (hidden <= 0) return undefined;
  const count = Math.min(hidden, PORTION * 4);
  return (
    <li className={styles.more}>
      <Button onClick={() => onMore(count)}>{text.common.showMore(count)}</Button>
    </li>
  );
}

/** One button for each rule that has found several things that can be fixed. */
function FixAll({ addonId, findings }: Pick<GroupProps, 'addonId' | 'findings'>) {
  const [fixing, setFixing] = useState<readonly Finding[]>();
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
      {fixing && <FixAllDialog addonId={addonId} findings={fixing} onClose={() => setFixing(undefined)} />}
    </>
  );
}
