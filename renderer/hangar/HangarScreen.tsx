import { Button, TextInput } from '@mantine/core';
import { FolderPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { askForFolder } from '../app/add-folder.ts';
import { holdsWords } from '../format/fold.ts';
import { formatBytes } from '../format/numbers.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Screen } from '../parts/Screen.tsx';
import { loadAddons, useAddons } from '../stores/addons.ts';
import { RetryAllButton } from '../submissions/RetryAllButton.tsx';
import { text } from '../text/text.ts';
import { AddonCard } from './AddonCard.tsx';
import { EmptyHangar } from './EmptyHangar.tsx';
import styles from './hangar.module.css';

const t = text.hangar;
/** From so many add-ons on a filter is worth its place. */
const FILTER_FROM = 9;

export function HangarScreen() {
  const { state, error, ids } = useAddons();
  const [query, setQuery] = useState('');
  const shown = useFiltered(query);
  return (
    <Screen
      title={t.title}
      subtitle={ids.length > 0 ? <Summary /> : undefined}
      actions={
        <>
          {ids.length >= FILTER_FROM && (
            <TextInput
              size="xs"
              w="15rem"
              aria-label={t.filter}
              placeholder={t.filter}
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
            />
          )}
          <RetryAllButton />
          {ids.length > 0 && <AddButton />}
        </>
      }
    >
      {error && <ErrorNote title={t.couldNotLoad} error={error} onRetry={() => void loadAddons()} />}
      {state === 'ready' && ids.length === 0 && <EmptyHangar />}
      {ids.length > 0 && (
        <div className={styles.cards}>
          {shown.map((id) => (
            <AddonCard key={id} id={id} />
          ))}
          <DropTile />
        </div>
      )}
      {ids.length > 0 && shown.length === 0 && <p>{t.noMatch(query)}</p>}
    </Screen>
  );
}

function useFiltered(query: string): readonly string[] {
  const ids = useAddons((state) => state.ids);
  const byId = useAddons((state) => state.byId);
  return useMemo(() => {
    if (query.trim() === '') return ids;
    return ids.filter((id) => {
      const addon = byId[id];
      return holdsWords(`${addon?.name} ${addon?.packageId} ${addon?.kind} ${addon?.folder}`, query);
    });
  }, [ids, byId, query]);
}

function Summary() {
  const count = useAddons((state) => state.ids.length);
  const bytes = useAddons(({ ids, byId }) => ids.reduce((sum, id) => sum + (byId[id]?.sizeBytes ?? 0), 0));
  return t.summary(count, formatBytes(bytes));
}

function AddButton() {
  return (
    <Button
      variant="filled"
      leftSection={<FolderPlus size={15} aria-hidden="true" />}
      onClick={() => void askForFolder()}
    >
      {t.addFolder}
    </Button>
  );
}

function DropTile() {
  return (
    <button type="button" className={styles.dropTile} onClick={() => void askForFolder()}>
      <span>{t.dropHere}</span>
      <span className={styles.facts}>{t.dropHint}</span>
    </button>
  );
}
