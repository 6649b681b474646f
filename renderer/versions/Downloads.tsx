import { NativeSelect } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { AppError, Package } from '../../preload/contract.ts';
import { compareVersions } from '../../protocol/index.ts';
import { ask, bridge } from '../bridge.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Panel } from '../parts/Panel.tsx';
import { text } from '../text/text.ts';
import { DAYS, type DayCount, downloadsByDay } from './downloads-by-day.ts';
import styles from './versions.module.css';

const t = text.versions;
const DAY_MS = 86_400_000;

interface DownloadsProps {
  readonly connectionId: string;
  readonly pack: Package;
}

/** Downloads of one version, day by day. This file brings the chart library and is only loaded with it. */
export function Downloads({ connectionId, pack }: DownloadsProps) {
  const processed = useMemo(
    () =>
      pack.versions
        .filter(({ status }) => status === 'processed')
        .map(({ version }) => version)
        .toSorted((a, b) => compareVersions(b, a)),
    [pack],
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const version = chosen ?? processed[0];
  if (version === undefined) return null;
  return (
    <Panel
      title={t.downloadsTitle}
      actions={
        <NativeSelect
          size="xs"
          aria-label={t.columns.version}
          value={version}
          data={processed}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      }
    >
      <DownloadsOf key={version} connectionId={connectionId} packageId={pack.packageId} version={version} />
    </Panel>
  );
}

interface OfVersion {
  readonly connectionId: string;
  readonly packageId: string;
  readonly version: string;
}

function DownloadsOf({ connectionId, packageId, version }: OfVersion) {
  const [days, setDays] = useState<readonly DayCount[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    const before = Date.now();
    const after = before - DAYS * DAY_MS;
    void ask(bridge().packages.downloads({ connectionId, packageId, version, after, before })).then((answer) => {
      if (answer.ok) setDays(downloadsByDay(answer.value, before));
      else setError(answer.error);
    });
  }, [connectionId, packageId, version]);
  if (error) return <ErrorNote title={t.couldNotDownloads} error={error} />;
  if (!days) return <p role="status">{text.common.loading}</p>;
  const total = days.reduce((sum, { downloads }) => sum + downloads, 0);
  if (total === 0) return <p className={styles.dim}>{t.noDownloads}</p>;
  return (
    <>
      <p className={styles.dim}>
        {t.downloadsTotal(total)}, {t.downloadsPeriod}
      </p>
      <div className={styles.chart} role="img" aria-label={t.chartLabel(version, t.downloadsTotal(total))}>
        <ResponsiveContainer>
          <BarChart data={[...days]} margin={{ top: 8, right: 0, bottom: 0, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--lm-line)" />
            <XAxis dataKey="day" tickLine={false} stroke="var(--lm-line-strong)" />
            <YAxis allowDecimals={false} tickLine={false} axisLine={false} width={36} />
            <Tooltip
              cursor={{ fill: 'var(--lm-hover)' }}
              contentStyle={{ background: 'var(--lm-panel)', border: '1px solid var(--lm-line-strong)' }}
            />
            <Bar dataKey="downloads" name={t.downloadsTitle} fill="var(--lm-accent)" isAnimationActive={false} />
          </BarChart>
        </ResponsiveContainer>
      </div>
    </>
  );
}
