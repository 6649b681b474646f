import { Checkbox } from '@mantine/core';
import { memo, useEffect, useMemo, useState } from 'react';
import type { RegistryRequest } from '../../preload/contract.ts';
import { formatBytes } from '../format/numbers.ts';
import { formatClock, formatMilliseconds } from '../format/time.ts';
import { Empty } from '../parts/Empty.tsx';
import { FilterField } from '../parts/form/FilterField.tsx';
import { plainColumns, Table } from '../parts/layout/Table.tsx';
import tableStyles from '../parts/layout/table.module.css';
import { Chip, Code } from '../parts/signs/Chip.tsx';
import { loadRequests, useRegistry } from '../stores/registry.ts';
import { text } from '../text/text.ts';
import styles from './registry.module.css';

const t = text.registry.requests;
const SHOWN = 200;

/** What the local registry is asked, newest first, as it happens. */
export function RequestsPanel() {
  const requests = useRegistry((state) => state.requests);
  const [query, setQuery] = useState('');
  const [onlyErrors, setOnlyErrors] = useState(false);
  useEffect(() => void loadRequests(), []);
  const shown = useMemo(() => {
    const wanted = query.trim().toLowerCase();
    return requests
      .filter(({ method, path, status, code }) => {
        if (onlyErrors && status !== null && status < 400) return false;
        return `${method} ${path} ${status} ${code}`.toLowerCase().includes(wanted);
      })
      .slice(-SHOWN)
      .toReversed();
  }, [requests, query, onlyErrors]);
  if (requests.length === 0) return <Empty title={t.none} text={t.hint} />;
  return (
    <div className={styles.stack}>
      <div className={styles.head}>
        <FilterField label={t.filter} value={query} onChange={setQuery} />
        <Checkbox
          size="sm"
          label={t.onlyErrors}
          checked={onlyErrors}
          onChange={(event) => setOnlyErrors(event.currentTarget.checked)}
        />
        <span className={styles.dim}>{t.hint}</span>
      </div>
      <Table cards columns={plainColumns(t.columns)} label={t.title}>
        {shown.map((request) => (
          <RequestRow key={request.id} request={request} />
        ))}
      </Table>
    </div>
  );
}

const RequestRow = memo(function RequestRow({ request }: { readonly request: RegistryRequest }) {
  const { at, method, path, status, code, durationMs, bytesIn, rehearsed } = request;
  return (
    <tr>
      <td className={tableStyles.when}>{formatClock(at)}</td>
      <td>
        <Code>
          {method} {path}
        </Code>{' '}
        {rehearsed && <Chip light="warn">{t.rehearsed}</Chip>}
      </td>
      <td>
        <Chip light={status === null ? 'warn' : status >= 400 ? 'bad' : 'ok'}>{status ?? t.noAnswer}</Chip>{' '}
        {code !== null && <Code>{code}</Code>}
      </td>
      <td>{formatMilliseconds(durationMs)}</td>
      <td>{bytesIn > 0 ? formatBytes(bytesIn) : ''}</td>
    </tr>
  );
});
