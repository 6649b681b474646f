import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { AddonSummary, Finding, Severity } from '../../preload/contract.ts';
import { Empty } from '../parts/Empty.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { FilterField } from '../parts/form/FilterField.tsx';
import { addonFindings } from '../stores/resources.ts';
import { sayFinding } from '../text/say-finding.ts';
import { text } from '../text/text.ts';
import styles from './checks.module.css';
import { FindingGroup } from './FindingGroup.tsx';
import { TryDialog } from './TryDialog.tsx';

const t = text.checks;
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];
const NONE: readonly Finding[] = [];
/** From so many findings on a filter is worth its place. */
const FILTER_FROM = 10;

export function ChecksTab({ addon }: { readonly addon: AddonSummary }) {
  const { value, error } = addonFindings.use({ addonId: addon.id });
  const [query, setQuery] = useState('');
  const [trying, setTrying] = useState(false);
  const findings = value ?? NONE;
  const filters = findings.length >= FILTER_FROM;
  // With few findings there is no filter on screen, so none may hide one.
  const wanted = filters ? query.trim() : '';
  const shown = useMemo(() => filterFindings(findings, wanted), [findings, wanted]);
  const again = () => void addonFindings.load({ addonId: addon.id });
  if (error && value === undefined) return <ErrorNote title={t.couldNotLoad} error={error} onRetry={again} />;
  if (value === undefined) return <p role="status">{text.common.loading}</p>;
  return (
    <div className={styles.checks}>
      <div className={styles.tools}>
        <span role="status">{summary(findings)}</span>
        <span className={styles.dim}>{t.rerun}</span>
        {filters && <FilterField label={t.filter} value={query} onChange={setQuery} />}
        <Button className={styles.toolsEnd ?? ''} title={t.tryHint} onClick={() => setTrying(true)}>
          {t.tryInstall}
        </Button>
      </div>
      {trying && <TryDialog addonId={addon.id} onClose={() => setTrying(false)} />}
      {findings.length === 0 && <Empty ready title={t.clean} text={t.cleanText} />}
      {wanted !== '' && SEVERITIES.every((severity) => shown[severity].length === 0) && (
        <p role="status" className={styles.dim}>
          {t.noMatch(wanted)}
        </p>
      )}
      {SEVERITIES.map((severity) => (
        <FindingGroup
          key={severity}
          addonId={addon.id}
          severity={severity}
          findings={shown[severity]}
          apart={wanted !== ''}
        />
      ))}
    </div>
  );
}

function summary(findings: readonly Finding[]): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return t.live(count('error'), count('warning'), count('note'));
}

function filterFindings(findings: readonly Finding[], query: string): Readonly<Record<Severity, readonly Finding[]>> {
  const wanted = query.trim().toLowerCase();
  const matching = findings.filter(
    (finding) =>
      wanted === '' || `${sayFinding(finding).message} ${finding.path} ${finding.rule}`.toLowerCase().includes(wanted),
  );
  const of = (severity: Severity) => matching.filter((finding) => finding.severity === severity);
  return { error: of('error'), warning: of('warning'), note: of('note') };
}
