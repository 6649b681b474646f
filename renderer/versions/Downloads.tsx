import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { AppError, Package } from '../../preload/contract.ts';
import { compareVersions } from '../../protocol/index.ts';
import { ask, bridge } from '../bridge.ts';
import { formatCount } from '../format/numbers.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Facts, Panel } from '../parts/layout/Panel.tsx';
import { say, sayError } from '../stores/notices.ts';
import { ownPackages } from '../stores/resources.ts';
import { text } from '../text/text.ts';
import { DownloadsChart } from './DownloadsChart.tsx';
import { askDownloads, downloadsByDay, rowsForExport, twoPeriods, type VersionHours } from './downloads-by-day.ts';
import styles from './versions.module.css';

const t = text.versions;
/** Of so many versions the days are asked for; the totals are of all. */
const ASKED_VERSIONS = 12;
const ALL = '';

interface DownloadsProps {
  readonly connectionId: string;
  readonly pack: Package;
}

/** Downloads: in all, lately against before, by day and by version. This file brings the chart library and is only loaded with it. */
export function Downloads({ connectionId, pack }: DownloadsProps) {
  const processed = useMemo(() => processedOf(pack), [pack]);
  const [chosen, setChosen] = useState(ALL);
  const { hours, error, now } = useHours(connectionId, pack.packageId, processed);
  if (processed.length === 0) return undefined;
  const shown = hours?.filter(({ version }) => chosen === ALL || version === chosen);
  const choices = [{ value: ALL, label: t.allVersions }, ...processed.slice(0, ASKED_VERSIONS)];
  return (
    <Panel
      title={t.downloadsTitle}
      actions={
        <>
          <NativeSelect
            size="xs"
            aria-label={t.columns.version}
            value={chosen}
            data={choices}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
          <Button disabled={!hours} onClick={() => void exportRows(pack.packageId, hours ?? [])}>
            {t.exportCsv}
          </Button>
        </>
      }
    >
      {error && <ErrorNote title={t.couldNotDownloads} error={error} />}
      <Totals connectionId={connectionId} pack={pack} />
      {!error && !shown && <p role="status">{text.common.loading}</p>}
      {shown && <Lately versions={shown} now={now} name={chosen === ALL ? pack.packageName : chosen} />}
    </Panel>
  );
}

function processedOf({ versions }: Package): string[] {
  const processed = versions.filter(({ status }) => status === 'processed').map(({ version }) => version);
  return processed.sort((a, b) => compareVersions(b, a));
}

function useHours(connectionId: string, packageId: string, processed: readonly string[]) {
  const [now] = useState(() => Date.now());
  const [hours, setHours] = useState<readonly VersionHours[]>();
  const [error, setError] = useState<AppError>();
  useEffect(() => {
    let current = true;
    const versions = processed.slice(0, ASKED_VERSIONS);
    void askDownloads({ connectionId, packageId, versions, now }).then((answer) => {
      if (!current) return;
      if (answer.ok) setHours(answer.value);
      else setError(answer.error);
    });
    return () => {
      current = false;
    };
  }, [connectionId, packageId, processed, now]);
  return { hours, error, now };
}

/** Since the first day, as the registry counts them: of this add-on, and of all its author has there. */
function Totals({ connectionId, pack }: DownloadsProps) {
  const { value: all } = ownPackages.use({ connectionId });
  const own = sumOf(pack);
  const others = all?.reduce((sum, one) => sum + sumOf(one), 0);
  return (
    <Facts
      facts={[
        [t.totalOf(pack.packageName), formatCount(own)],
        ...(all && all.length > 1 && others !== undefined
          ? [[t.totalOfAll(all.length), formatCount(others)] as const]
          : []),
        ...mostLoaded(pack).map(({ version, downloads }) => [version, formatCount(downloads)] as const),
      ]}
    />
  );
}

function sumOf({ versions }: Package): number {
  return versions.reduce((sum, { downloads }) => sum + downloads, 0);
}

const SHOWN_VERSIONS = 5;

function mostLoaded({ versions }: Package) {
  return versions
    .filter(({ downloads }) => downloads > 0)
    .toSorted((a, b) => b.downloads - a.downloads)
    .slice(0, SHOWN_VERSIONS);
}

interface LatelyProps {
  readonly versions: readonly VersionHours[];
  readonly now: number;
  readonly name: string;
}

function Lately({ versions, now, name }: LatelyProps) {
  const hours = versions.flatMap((one) => one.hours);
  const { before, latest } = twoPeriods(hours, now);
  if (latest === 0 && before === 0) return <p className={styles.dim}>{t.noDownloads}</p>;
  return (
    <>
      <p className={styles.dim}>
        {t.downloadsTotal(latest)}, {t.downloadsPeriod}. {t.downloadsBefore(before)}
      </p>
      <DownloadsChart days={downloadsByDay(hours, now)} label={t.chartLabel(name, t.downloadsTotal(latest))} />
    </>
  );
}

async function exportRows(packageId: string, hours: readonly VersionHours[]): Promise<void> {
  const answer = await ask(bridge().packages.saveDownloads({ packageId, rows: rowsForExport(hours) }));
  if (!answer.ok) sayError(t.couldNotSave, answer.error);
  else if (answer.value) say('success', t.saved(answer.value.savedTo));
}
