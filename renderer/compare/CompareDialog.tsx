import { NativeSelect } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { AddonSummary, Connection } from '../../preload/contract.ts';
import { compareVersions } from '../../protocol/index.ts';
import { bridge } from '../bridge.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Dialog } from '../parts/layout/Dialog.tsx';
import { packageDetails } from '../stores/resources.ts';
import { text } from '../text/text.ts';
import { ChangedFiles } from './ChangedFiles.tsx';
import styles from './compare.module.css';
import { useAnswer } from './use-answer.ts';

const t = text.compare;
/** Stands for the folder among the versions, none of which is written so. */
const FOLDER = '';

interface CompareProps {
  readonly addon: AddonSummary;
  readonly connection: Connection;
  readonly packageId: string;
  readonly onClose: () => void;
}

/** Two versions of one registry, or a version and the folder: which files differ, and how. */
export function CompareDialog({ addon, connection, packageId, onClose }: CompareProps) {
  const { state, value, error } = packageDetails.use({ connectionId: connection.id, packageId });
  const versions = useMemo(
    () =>
      (value?.versions ?? [])
        .filter(({ status }) => status === 'processed')
        .map(({ version }) => version)
        .toSorted((a, b) => compareVersions(b, a)),
    [value],
  );
  return (
    <Dialog title={t.title(addon.name)} wide onClose={onClose}>
      {versions.length > 0 ? (
        <Comparison addonId={addon.id} versions={versions} />
      ) : error ? (
        <ErrorNote title={t.couldNot} error={error} />
      ) : (
        <p role="status">{state === 'loading' ? t.loading : t.noVersions}</p>
      )}
    </Dialog>
  );
}

function Comparison({ addonId, versions }: { readonly addonId: string; readonly versions: readonly string[] }) {
  const [from, setFrom] = useState(versions[0] ?? '');
  const [chosen, setChosen] = useState(FOLDER);
  const to = chosen === FOLDER ? undefined : chosen;
  const question = useCallback(
    () => bridge().addons.compare({ id: addonId, from, to: to ?? null }),
    [addonId, from, to],
  );
  const outcome = useAnswer(`${from}\n${chosen}`, question);
  return (
    <div className={styles.compare}>
      <div className={styles.sides}>
        <NativeSelect
          label={t.from}
          value={from}
          data={[...versions]}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <NativeSelect
          label={t.to}
          value={chosen}
          data={[{ value: FOLDER, label: t.folder }, ...versions]}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      </div>
      {outcome === undefined ? (
        <p role="status">{t.loading}</p>
      ) : !outcome.ok ? (
        <ErrorNote title={t.couldNot} error={outcome.error} />
      ) : outcome.value.unknown.length > 0 ? (
        <p role="status">{t.unknown(outcome.value.unknown.join(', '))}</p>
      ) : (
        <ChangedFiles key={`${from}\n${chosen}`} sides={{ id: addonId, from, to }} files={outcome.value.files} />
      )}
    </div>
  );
}
