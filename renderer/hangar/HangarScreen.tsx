import { Button } from '@mantine/core';
import { FolderPlus } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo } from 'react';
import { type AddonKind, addonKinds } from '../../preload/contract.ts';
import { askForFolder } from '../commands/add-folder.ts';
import { formatBytes } from '../format/numbers.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Screen } from '../parts/layout/Screen.tsx';
import { loadAddons, useAddons } from '../stores/addons.ts';
import { RetryAllButton } from '../submissions/RetryAllButton.tsx';
import { text } from '../text/text.ts';
import { AddonCard } from './cards/AddonCard.tsx';
import { AddonLine } from './cards/AddonLine.tsx';
import { EmptyHangar } from './EmptyHangar.tsx';
import styles from './hangar.module.css';
import { CardRows } from './list/CardRows.tsx';
import { GroupHeading } from './list/GroupHeading.tsx';
import { HangarTools, useHangarView } from './list/HangarTools.tsx';
import { SelectionBar } from './list/SelectionBar.tsx';
import { StateBar } from './list/StateBar.tsx';
import { useChoosingKeys } from './list/use-choosing-keys.ts';
import { changeFilter, setOrder, useChoice } from './state/choice.ts';
import {
  groupListed,
  type HangarFilter,
  isFiltered,
  type Listed,
  listAddons,
  matches,
  NO_FILTER,
  sortListed,
} from './state/listing.ts';
import { useSubjects } from './state/standing.ts';

const t = text.hangar;
/** From so many add-ons on, finding one is work. */
const TOOLS_FROM = 6;

export function HangarScreen() {
  const { state, error, ids } = useAddons();
  const all = useListed();
  const kinds = useMemo(() => kindsOf(all), [all]);
  return (
    <Screen
      title={t.title}
      subtitle={ids.length > 0 ? <Summary /> : undefined}
      actions={
        <>
          <RetryAllButton />
          {ids.length > 0 && <AddButton />}
        </>
      }
    >
      {error && <ErrorNote title={t.couldNotLoad} error={error} onRetry={() => void loadAddons()} />}
      {state === 'ready' && ids.length === 0 && <EmptyHangar />}
      {ids.length >= TOOLS_FROM && (
        <>
          <StateBar all={all} />
          <HangarTools all={all} kinds={kinds} />
        </>
      )}
      {ids.length > 0 && <Cards all={all} kinds={kinds} />}
    </Screen>
  );
}

function useListed(): readonly Listed[] {
  const ids = useAddons((state) => state.ids);
  const byId = useAddons((state) => state.byId);
  const subjects = useSubjects();
  return useMemo(() => {
    const addons = ids.map((id) => byId[id]).filter((addon) => addon !== undefined);
    return listAddons(addons, subjects);
  }, [ids, byId, subjects]);
}

function kindsOf(all: readonly Listed[]): readonly AddonKind[] {
  const there = new Set(all.map(({ addon }) => addon.kind));
  return addonKinds.filter((kind) => there.has(kind));
}

interface CardsProps {
  readonly all: readonly Listed[];
  readonly kinds: readonly AddonKind[];
}

function Cards({ all, kinds }: CardsProps) {
  const view = useHangarView();
  // What was typed is on screen before hundreds of cards are.
  const wanted = useDeferredValue(useChoice((state) => state.filter));
  // With few add-ons there is no filter on screen, so none may hide one.
  const filter = all.length < TOOLS_FROM ? NO_FILTER : wanted;
  const { sort, group, layout } = view;
  const shown = useMemo(
    () =>
      sortListed(
        all.filter((one) => matches(one, filter)),
        sort,
      ),
    [all, filter, sort],
  );
  const groups = useMemo(() => groupListed(shown, group, kinds), [shown, group, kinds]);
  useOrder(groups.flatMap(({ listed }) => listed.map(({ addon }) => addon.id)));
  useChoosingKeys();
  const Shown = layout === 'cards' ? AddonCard : AddonLine;
  return (
    <>
      <SelectionBar all={all} />
      <p className="visually-hidden" role="status">
        {isFiltered(filter) ? t.shown(shown.length) : ''}
      </p>
      <CardRows
        groups={groups}
        layout={layout}
        heading={(one) => <GroupHeading group={one} />}
        card={(id) => <Shown key={id} id={id} />}
      />
      {shown.length === 0 ? <NothingFound filter={filter} /> : <DropTile />}
    </>
  );
}

/** Keeps the order on screen for who chooses a range in it. */
function useOrder(order: readonly string[]): void {
  const key = order.join(' ');
  useEffect(() => setOrder(key === '' ? [] : key.split(' ')), [key]);
}

function NothingFound({ filter }: { readonly filter: HangarFilter }) {
  return (
    <div className={styles.nothing}>
      <p>{filter.query.trim() === '' ? t.noneLeft : t.noMatch(filter.query)}</p>
      <Button onClick={() => changeFilter(NO_FILTER)}>{t.showAll}</Button>
    </div>
  );
}

function Summary() {
  const count = useAddons((state) => state.ids.length);
  const bytes = useAddons(({ ids, byId }) => ids.reduce((sum, id) => sum + (byId[id]?.sizeBytes ?? 0), 0));
  return t.summary(count, formatBytes(bytes));
}

function AddButton() {
  return (
    <Button leftSection={<FolderPlus size="0.9375rem" aria-hidden="true" />} onClick={() => void askForFolder()}>
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
