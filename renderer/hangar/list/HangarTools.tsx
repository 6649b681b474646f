import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { LayoutGrid, List } from 'lucide-react';
import type { AddonKind, HangarView } from '../../../preload/contract.ts';
import { changeSetting } from '../../settings/change-setting.ts';
import { useSettings } from '../../stores/settings.ts';
import { text } from '../../text/text.ts';
import { changeFilter, useChoice } from '../state/choice.ts';
import { FINDINGS_CHOICES, type Listed } from '../state/listing.ts';
import styles from './tools.module.css';

const t = text.hangar;
const SORTS: readonly HangarView['sort'][] = ['newest', 'name', 'published', 'size'];
const GROUPS: readonly HangarView['group'][] = ['none', 'state', 'kind'];

export const DEFAULT_VIEW: HangarView = { layout: 'cards', sort: 'newest', group: 'none' };

export function useHangarView(): HangarView {
  return useSettings(({ value }) => value?.hangar) ?? DEFAULT_VIEW;
}

interface HangarToolsProps {
  readonly all: readonly Listed[];
  readonly kinds: readonly AddonKind[];
}

/** Which add-ons are shown, and how. Only states and kinds that are there can be asked for. */
export function HangarTools({ all, kinds }: HangarToolsProps) {
  const view = useHangarView();
  const look = (part: Partial<HangarView>) => void changeSetting({ hangar: { ...view, ...part } });
  return (
    <search className={styles.tools} aria-label={t.tools}>
      <Filters all={all} kinds={kinds} />
      <span className={styles.toolsEnd}>
        <Choice
          label={t.sortBy}
          value={view.sort}
          choices={SORTS.map((sort) => [sort, t.sorts[sort]])}
          onChange={(sort) => look({ sort })}
        />
        <Choice
          label={t.groupBy}
          value={view.group}
          choices={GROUPS.map((group) => [group, t.groups[group]])}
          onChange={(group) => look({ group })}
        />
        <SegmentedControl
          size="sm"
          aria-label={t.layout}
          value={view.layout}
          onChange={(layout) => look({ layout })}
          data={[
            { value: 'cards', label: <LayoutChoice Icon={LayoutGrid} name={t.layouts.cards} /> },
            { value: 'list', label: <LayoutChoice Icon={List} name={t.layouts.list} /> },
          ]}
        />
      </span>
    </search>
  );
}

function Filters({ all, kinds }: HangarToolsProps) {
  const filter = useChoice((state) => state.filter);
  const count = (is: (one: Listed) => boolean) => all.filter(is).length;
  return (
    <>
      <TextInput
        size="sm"
        className={styles.query}
        aria-label={t.filter}
        placeholder={t.filter}
        value={filter.query}
        onChange={(event) => changeFilter({ query: event.currentTarget.value })}
      />
      <Choice
        label={t.byKind}
        value={filter.kind ?? ''}
        choices={[
          ['', t.allKinds],
          ...kinds.map(
            (kind) =>
              [
                kind,
                t.kindCounted(
                  t.kindGroups[kind],
                  count(({ addon }) => addon.kind === kind),
                ),
              ] as const,
          ),
        ]}
        onChange={(kind) => changeFilter({ kind: kind === '' ? undefined : kind })}
      />
      <Choice
        label={t.byFindings}
        value={filter.findings ?? ''}
        choices={[['', t.allFindings], ...FINDINGS_CHOICES.map((one) => [one, t.findings[one]] as const)]}
        onChange={(findings) => changeFilter({ findings: findings === '' ? undefined : findings })}
      />
    </>
  );
}

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly choices: readonly (readonly [value: V, label: string])[];
  readonly onChange: (value: V) => void;
}

function Choice<V extends string>({ label, value, choices, onChange }: ChoiceProps<V>) {
  return (
    <NativeSelect
      size="sm"
      aria-label={label}
      value={value}
      data={choices.map(([of, says]) => ({ value: of, label: says }))}
      onChange={({ currentTarget }) => {
        const picked = choices.find(([of]) => of === currentTarget.value);
        if (picked) onChange(picked[0]);
      }}
    />
  );
}

function LayoutChoice({ Icon, name }: { readonly Icon: typeof List; readonly name: string }) {
  return (
    <>
      <Icon size="0.9375rem" aria-hidden="true" />
      <span className="visually-hidden">{name}</span>
    </>
  );
}
