import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useSubmissions } from '../stores/submissions.ts';
import { isFailed } from '../submissions/describe.ts';
import { text } from '../text/en.ts';
import styles from './activity.module.css';
import { HistoryRow } from './HistoryRow.tsx';

const t = text.activity;
const PORTION = 100;
type Shown = keyof typeof t.shown;
const SHOWN = Object.entries(t.shown).map(([value, label]) => ({ value: value as Shown, label }));

export function History({ ids }: { readonly ids: readonly string[] }) {
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState<Shown>('all');
  const [limit, setLimit] = useState(PORTION);
  const found = useFound(ids, shown, query);
  const hidden = found.length - limit;
  return (
    <section aria-label={t.history} className={styles.jobs}>
      <div className={styles.tools}>
        <SegmentedControl size="xs" aria-label={t.show} value={shown} onChange={setShown} data={SHOWN} />
        <TextInput
          size="xs"
          w="15rem"
          aria-label={t.filter}
          placeholder={t.filter}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </div>
      <div className={styles.tableBox}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t.columns.when}</th>
              <th scope="col">{t.columns.what}</th>
              <th scope="col">{t.columns.to}</th>
              <th scope="col">{t.columns.state}</th>
              <th scope="col" className={styles.figure}>
                {t.columns.attempts}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t.columns.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, limit).map((id) => (
              <HistoryRow key={id} id={id} />
            ))}
          </tbody>
        </table>
        {found.length === 0 && <p className={styles.more}>{t.noMatch}</p>}
        {hidden > 0 && (
          <div className={styles.more}>
            <Button onClick={() => setLimit(limit + PORTION)}>{t.showMore(Math.min(PORTION, hidden))}</Button>
          </div>
        )}
      </div>
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
