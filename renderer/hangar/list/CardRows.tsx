import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { HangarView } from '../../../preload/contract.ts';
import type { Group } from '../state/listing.ts';
import styles from './rows.module.css';

interface CardRowsProps {
  readonly groups: readonly Group[];
  readonly layout: HangarView['layout'];
  readonly heading: (group: Group) => ReactNode;
  readonly card: (id: string) => ReactNode;
}

interface Row {
  readonly key: string;
  readonly group: Group | undefined;
  readonly ids: readonly string[];
}

const CARD_REM = 22.5;
const GAP_REM = 1;
const HEIGHT_REM = { cards: 12, list: 3.75, heading: 3 } as const;
const OVERSCAN = 4;

/** Only the rows in sight exist, and the one with the focus: five hundred cards would make every change slow. */
export function CardRows({ groups, layout, heading, card }: CardRowsProps) {
  const host = useRef<HTMLDivElement>(null);
  const focused = useFocusedRow(host);
  const { columns, top } = useMeasures(host, layout);
  const rows = rowsOf(groups, columns);
  const rem = rootSize();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => host.current?.closest('main') ?? null,
    estimateSize: (at) => HEIGHT_REM[rows[at]?.group ? 'heading' : layout] * rem,
    getItemKey: (at) => rows[at]?.key ?? at,
    overscan: OVERSCAN,
    scrollMargin: top,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan);
      const last = Math.min(count - 1, endIndex + overscan);
      const inSight = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
      const kept = focused >= 0 && focused < count && (focused < first || focused > last) ? [focused] : [];
      return [...inSight, ...kept].toSorted((a, b) => a - b);
    },
  });
  return (
    <div ref={host} className={styles.rows} style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ key, index, start }) => {
        const row = rows[index];
        return (
          <div
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            className={styles.row}
            style={{ transform: `translateY(${start - top}px)` }}
          >
            {row?.group ? (
              heading(row.group)
            ) : (
              <div className={layout === 'cards' ? styles.cards : styles.list} style={gridOf(layout, columns)}>
                {row?.ids.map(card)}
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}

function gridOf(layout: HangarView['layout'], columns: number) {
  return layout === 'cards' ? { gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` } : undefined;
}

function rowsOf(groups: readonly Group[], columns: number): Row[] {
  return groups.flatMap((group, at) => {
    const ids = group.listed.map(({ addon }) => addon.id);
    const rows: Row[] = [];
    if (group.by) rows.push({ key: `heading ${at}`, group, ids: [] });
    for (let from = 0; from < ids.length; from += columns) {
      const inRow = ids.slice(from, from + columns);
      rows.push({ key: inRow.join(' '), group: undefined, ids: inRow });
    }
    return rows;
  });
}

function rootSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** How many cards stand beside each other, and how far below the top of the scrolled screen they begin. */
function useMeasures(host: RefObject<HTMLElement | null>, layout: HangarView['layout']) {
  const [measures, setMeasures] = useState({ columns: 1, top: 0 });
  useLayoutEffect(() => {
    const element = host.current;
    const scroller = element?.closest('main');
    if (!element || !scroller) return;
    const measure = () => {
      const rem = rootSize();
      const fitting = Math.floor((element.clientWidth + GAP_REM * rem) / ((CARD_REM + GAP_REM) * rem));
      const top = Math.round(
        element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop,
      );
      const columns = layout === 'cards' ? Math.max(1, fitting) : 1;
      setMeasures((before) => (before.columns === columns && before.top === top ? before : { columns, top }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(scroller);
    // What stands above may grow or go: a bar, a second line of filters.
    if (element.parentElement) observer.observe(element.parentElement);
    return () => observer.disconnect();
  }, [host, layout]);
  return measures;
}

/** The row that has the focus, or -1: it stays while it is out of sight, or the focus would fall to the page. */
function useFocusedRow(host: RefObject<HTMLElement | null>): number {
  const [focused, setFocused] = useState(-1);
  useEffect(() => {
    const element = host.current;
    const follow = ({ type, target }: Event) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : undefined;
      setFocused(type === 'focusin' && row ? Number(row.dataset.index) : -1);
    };
    element?.addEventListener('focusin', follow);
    element?.addEventListener('focusout', follow);
    return () => {
      element?.removeEventListener('focusin', follow);
      element?.removeEventListener('focusout', follow);
    };
  }, [host]);
  return focused;
}
