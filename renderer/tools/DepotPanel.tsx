import { Button, Checkbox } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { AppError, DepotFinding, DepotReport } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import styles from '../destinations/destinations.module.css';
import { formatBytes } from '../format/numbers.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Field, TextBox } from '../parts/form/Field.tsx';
import { Panel } from '../parts/layout/Panel.tsx';
import { Chip, Code } from '../parts/signs/Chip.tsx';
import type { Light } from '../parts/signs/light.ts';
import { sayMessage } from '../text/say-finding.ts';
import { text } from '../text/text.ts';

const t = text.destinations.depot;
const LIGHTS: Readonly<Record<DepotFinding['severity'], Light>> = { error: 'bad', warning: 'warn', note: 'past' };

/** A depot as its clients read it: what would go wrong for them, why, and what to do. */
export function DepotPanel() {
  const [where, setWhere] = useState('');
  const [previous, setPrevious] = useState('');
  const [listsOnly, setListsOnly] = useState(false);
  const { busy, report, error, progress, check, stop } = useDepotCheck();
  return (
    <Panel title={t.title}>
      <form
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (where.trim() !== '') void check({ where: where.trim(), previous: previous.trim(), listsOnly });
        }}
      >
        <Field id="depot-where" label={t.where} hint={t.hint}>
          <TextBox id="depot-where" literal value={where} onChange={setWhere} />
        </Field>
        <Field id="depot-previous" label={t.previous} hint={t.previousHint}>
          <TextBox id="depot-previous" literal value={previous} onChange={setPrevious} />
        </Field>
        <Checkbox
          label={t.listsOnly}
          checked={listsOnly}
          onChange={(event) => setListsOnly(event.currentTarget.checked)}
        />
        <div className={styles.facts}>
          <Button type="submit" variant="filled" loading={busy} disabled={where.trim() === ''}>
            {t.check}
          </Button>
          {busy && <Button onClick={stop}>{t.stop}</Button>}
          {busy && progress}
        </div>
        {error && <ErrorNote title={t.couldNotCheck} error={error} />}
        <div role="status">{report && <Found report={report} />}</div>
        {report && <Findings report={report} />}
      </form>
    </Panel>
  );
}

function useDepotCheck() {
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<DepotReport>();
  const [error, setError] = useState<AppError>();
  const [progress, setProgress] = useState('');
  useEffect(
    () => bridge().destinations.onDepotProgress(({ files, listed }) => setProgress(t.checking(files, listed))),
    [],
  );
  const check = async (asked: { where: string; previous: string; listsOnly: boolean }) => {
    const { previous, ...rest } = asked;
    setBusy(true);
    setProgress('');
    const answer = await ask(bridge().destinations.checkDepot({ ...rest, ...(previous !== '' && { previous }) }));
    setBusy(false);
    setReport(answer.ok ? answer.value : undefined);
    setError(answer.ok || answer.error.code === 'cancelled' ? undefined : answer.error);
  };
  const stop = () => void ask(bridge().destinations.stopDepotCheck());
  return { busy, report, error, progress, check, stop };
}

interface ReportProps {
  readonly report: DepotReport;
}

function Found({ report: { depot, name, version, listed, files, bytes } }: ReportProps) {
  return (
    <>
      <p className={styles.strong}>{t.found(name ?? depot, version ?? t.noVersion)}</p>
      <p className={styles.dim}>{t.counts(listed, files, formatBytes(bytes))}</p>
    </>
  );
}

function Findings({ report: { findings } }: ReportProps) {
  const serious = findings.some(({ severity }) => severity !== 'note');
  return (
    <section aria-label={t.title} className={styles.stack}>
      {!serious && <p>{t.sound}</p>}
      <ul className={styles.findings}>
        {findings.map((finding) => (
          <FindingItem key={`${finding.rule} ${finding.message}`} finding={finding} />
        ))}
      </ul>
    </section>
  );
}

function FindingItem({ finding }: { readonly finding: DepotFinding }) {
  const { severity, rule, said, count, examples } = finding;
  const message = sayMessage(said?.message, finding.message);
  const why = sayMessage(said?.why, finding.why);
  const help = sayMessage(said?.help, finding.help);
  return (
    <li className={styles.finding}>
      <p className={styles.name}>
        <Chip light={LIGHTS[severity]}>{t.severity[severity]}</Chip>
        <span className={styles.strong}>{message}</span>
        <Code>{rule}</Code>
      </p>
      <p className={styles.dim}>
        {why} {help}
      </p>
      {count > 1 && examples.length > 0 && (
        <p className={styles.examples}>
          {t.more(count)} {examples.join(', ')}
        </p>
      )}
    </li>
  );
}
