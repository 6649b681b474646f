import { Button } from '@mantine/core';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { AddonSummary, Connection, Package } from '../../preload/contract.ts';
import { compareVersions } from '../../protocol/index.ts';
import { CompareButton } from '../compare/CompareButton.tsx';
import { BusyButton } from '../parts/BusyButton.tsx';
import { Empty } from '../parts/Empty.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { FilterField } from '../parts/form/FilterField.tsx';
import { type Column, Table, TableFoot } from '../parts/layout/Table.tsx';
import { useActiveConnection } from '../stores/connections.ts';
import { goTo } from '../stores/place.ts';
import { packageDetails } from '../stores/resources.ts';
import { statusWord } from '../submissions/status-word.ts';
import { text } from '../text/text.ts';
import { DescriptionEditor } from './DescriptionEditor.tsx';
import { RolesPanel } from './RolesPanel.tsx';
import { VersionRow } from './VersionRow.tsx';
import { VersionsThere } from './VersionsThere.tsx';
import styles from './versions.module.css';

const Downloads = lazy(async () => ({ default: (await import('./Downloads.tsx')).Downloads }));

const t = text.versions;
const PORTION = 100;
/** For so many rows the plan of a retry is asked for beforehand; for the others when the button is reached. */
const PLANNED_ROWS = 20;
function columns(): readonly Column[] {
  return [
    { name: t.columns.version },
    { name: t.columns.status },
    { name: t.columns.access },
    { name: t.columns.xplane },
    { name: t.columns.size, figure: true },
    { name: t.columns.installed, figure: true },
    { name: t.columns.uploaded },
    { name: t.columns.downloads, figure: true },
    { name: t.columns.actions, silent: true },
  ];
}

export function VersionsTab({ addon }: { readonly addon: AddonSummary }) {
  const connection = useActiveConnection();
  if (!connection) return <Empty title={text.release.noConnection} />;
  if (addon.packageId === null) return <Empty title={t.noId} />;
  return <VersionsOf addon={addon} connection={connection} packageId={addon.packageId} />;
}

interface VersionsOfProps {
  readonly addon: AddonSummary;
  readonly connection: Connection;
  readonly packageId: string;
}

function VersionsOf({ addon, connection, packageId }: VersionsOfProps) {
  const of = { connectionId: connection.id, packageId };
  const { state, value, error } = packageDetails.use(of);
  const again = () => packageDetails.load(of);
  return (
    <div className={styles.versions}>
      <VersionsThere addon={addon} connection={connection} />
      {error && (
        <ErrorNote
          title={value ? `${t.couldNotLoad} ${t.stale}` : t.couldNotLoad}
          error={error}
          onRetry={() => void again()}
        />
      )}
      {state === 'loading' && value === undefined && <p role="status">{t.loading}</p>}
      {state === 'ready' && value === null && (
        <Empty title={t.noPackage} text={t.noPackageText}>
          <FormButton addonId={addon.id} />
        </Empty>
      )}
      {value && value.versions.length === 0 && (
        <Empty title={t.none} text={t.noneText}>
          <FormButton addonId={addon.id} />
        </Empty>
      )}
      {value && value.versions.length > 0 && (
        <VersionTable addon={addon} connectionId={connection.id} pack={value} onRefresh={again} />
      )}
      {value && <DescriptionEditor connectionId={connection.id} pack={value} />}
      {value && <RolesPanel connection={connection} packageId={value.packageId} />}
      {value && value.versions.length > 0 && (
        <Suspense>
          <Downloads connectionId={connection.id} pack={value} />
        </Suspense>
      )}
    </div>
  );
}

function FormButton({ addonId }: { readonly addonId: string }) {
  return (
    <Button variant="filled" onClick={() => goTo({ screen: 'addon', addonId, tab: 'release' })}>
      {t.openForm}
    </Button>
  );
}

interface TableProps {
  readonly addon: AddonSummary;
  readonly connectionId: string;
  readonly pack: Package;
  readonly onRefresh: () => Promise<unknown>;
}

function VersionTable({ addon, connectionId, pack, onRefresh }: TableProps) {
  const [query, setQuery] = useState('');
  const [limit, setLimit] = useState(PORTION);
  const sorted = useMemo(() => pack.versions.toSorted((a, b) => compareVersions(b.version, a.version)), [pack]);
  // What users got after a version that failed has made up for it.
  const made = sorted.findIndex(({ status }) => status === 'processed');
  const due = new Set(made === -1 ? sorted : sorted.slice(0, made));
  const wanted = query.trim().toLowerCase();
  const found = sorted.filter(({ version, status }) => `${version} ${status} ${statusWord(status)}`.includes(wanted));
  const foot = { nothing: t.noMatch, portion: PORTION, onMore: () => setLimit(limit + PORTION) };
  return (
    <div className={styles.stack}>
      <div className={styles.tools}>
        <span className={styles.dim}>{t.count(sorted.length)}</span>
        <FilterField label={t.filter} value={query} onChange={setQuery} />
        <BusyButton onPress={onRefresh}>{t.refresh}</BusyButton>
        <CompareButton addon={addon} />
      </div>
      <Table
        cards
        columns={columns()}
        label={t.caption(pack.packageId)}
        foot={<TableFoot {...foot} found={found.length} shown={limit} />}
      >
        {found.slice(0, limit).map((version, at) => (
          <VersionRow
            key={version.version}
            addonId={addon.id}
            connectionId={connectionId}
            packageId={pack.packageId}
            version={version}
            planned={at < PLANNED_ROWS}
            isDue={due.has(version)}
          />
        ))}
      </Table>
    </div>
  );
}
