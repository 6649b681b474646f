import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { FilterField } from '../parts/form/FilterField.tsx';
import { type Column, Table, TableFoot } from '../parts/layout/Table.tsx';
import { useSubmissions } from '../stores/submissions.ts';
import { isFailed } from '../submissions/describe.ts';
import { text } from '../text/text.ts';
import styles from './activity.module.css';
import { HistoryRow } from './HistoryRow.tsx';

const t = text.activity;
const PORTION = 100;
function columns(): readonly Column[] {
  return [
    { name: t.columns.when },
    { name: t.columns.what },
    { name: t.columns.to },
    { name: t.columns.state },
    { name: t.columns.attempts, figure: true },
    { name: t.columns.actions, silent: true },
  ];
}

type Shown = keyof typeof t.shown;
const SHOWN = Object.keys(t.shown) as readonly Shown[];

export function History({ ids }: { readonly ids: readonly string[] }) {
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState<Shown>('all');
  const [limit, setLimit] = useState(PORTION);
  const found = useFound(ids, shown, query);
  const foot = { nothing: t.noMatch, portion: PORTION, onMore: () => setLimit(limit + PORTION) };
  return (
    <section aria-label={t.history} className={styles.jobs}>
      <div className={styles.tools}>
        <SegmentedControl
          size="xs"
          aria-label={t.show}
          value={shown}
          onChange={setShown}
          data={SHOWN.map((value) => ({ value, label: t.shown[value] }))}
        />
        <FilterField label={t.filter} value={query} onChange={setQuery} />
      </div>
      <Table cards columns={columns()} foot={<TableFoot {...foot} found={found.length} shown={limit} />}>
        {found.slice(0, limit).map((id) => (
          <HistoryRow key={id} id={id} />
        ))}
      </Table>
    </section>
  );
}

function useFound(ids: readonly string[], shown: Shown, query: string): readonly string[] {
  const byId = useSubmissions((state) => state.byId);
  return useMemo(() => {
    const wanted = query.trim().toLowerCase();
    return ids.filter((id) => {
      const submission = byId[id];
      if (!submission) return false;
      if (shown !== 'all' && isFailed(submission) !== (shown === 'failed')) return false;
      const { addonName, packageId, version, error, state } = submission;
      const status = state.phase === 'failed' ? state.status : '';
      return `${addonName} ${packageId} ${version} ${error?.code} ${status}`.toLowerCase().includes(wanted);
    });
  }, [ids, byId, shown, query]);
}
