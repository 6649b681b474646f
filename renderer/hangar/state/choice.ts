import { create } from 'zustand';
import { type HangarFilter, NO_FILTER } from './listing.ts';

/** Kept while other screens are open, so that who comes back finds the list as it was left. */
interface Choice {
  readonly filter: HangarFilter;
  readonly chosen: ReadonlySet<string>;
  /** Where a range that is chosen with Shift begins. */
  readonly anchor: string | undefined;
  /** What is listed now, as it stands on screen. */
  readonly order: readonly string[];
}

export const useChoice = create<Choice>()(() => ({
  filter: NO_FILTER,
  chosen: new Set(),
  anchor: undefined,
  order: [],
}));

export function changeFilter(change: Partial<HangarFilter>): void {
  useChoice.setState(({ filter }) => ({ filter: { ...filter, ...change } }));
}

/** Ticks one, or all from the last one ticked to this one, in the order they stand in. */
export function choose(id: string, on: boolean, asRange: boolean): void {
  useChoice.setState(({ chosen, anchor, order }) => {
    const next = new Set(chosen);
    for (const one of asRange ? between(order, anchor ?? id, id) : [id]) {
      if (on) next.add(one);
      else next.delete(one);
    }
    return { chosen: next, anchor: id };
  });
}

function between(order: readonly string[], from: string, to: string): readonly string[] {
  const [a, b] = [order.indexOf(from), order.indexOf(to)];
  return a < 0 || b < 0 ? [to] : order.slice(Math.min(a, b), Math.max(a, b) + 1);
}

export function chooseMany(ids: readonly string[], on: boolean): void {
  useChoice.setState(({ chosen }) => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    return { chosen: next, anchor: undefined };
  });
}

export function chooseAll(): void {
  useChoice.setState(({ order }) => ({ chosen: new Set(order), anchor: undefined }));
}

export function chooseNone(): void {
  useChoice.setState({ chosen: new Set(), anchor: undefined });
}

export function setOrder(order: readonly string[]): void {
  useChoice.setState({ order });
}
