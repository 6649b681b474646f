import { create } from 'zustand';
import type { AppError, DestinationPlan } from '../../preload/contract.ts';

export interface Plans {
  /** Of the form they are for: another version or package is another question. */
  readonly version: string;
  readonly question: string;
  readonly busy: boolean;
  /** The author pressed for it. */
  readonly asked: boolean;
  /** Why they may be wrong by now: what the author or a release did is looked at soon, a folder that goes on changing now and then. */
  readonly stale: 'soon' | 'later' | undefined;
  /** When main was asked last. */
  readonly askedAt: number;
  readonly plans: readonly DestinationPlan[];
  readonly error: AppError | undefined;
}

/** What a release of an add-on would change at its places, as it was last looked at. */
export const usePlans = create<Readonly<Record<string, Plans>>>()(() => ({}));

export function setPlans(addonId: string, plans: Plans): void {
  usePlans.setState({ [addonId]: plans });
}

export function changePlans(addonId: string, change: Partial<Plans>): void {
  usePlans.setState((all) => {
    const known = all[addonId];
    return known === undefined ? all : { [addonId]: { ...known, ...change } };
  });
}

/** One place has answered, while others are still asked. */
export function putPlanned({
  addonId,
  version,
  plan,
}: {
  readonly addonId: string;
  readonly version: string;
  readonly plan: DestinationPlan;
}): void {
  const known = usePlans.getState()[addonId];
  if (known?.busy && known.version === version) changePlans(addonId, { plans: withPlans(known.plans, [plan]) });
}

export function withPlans(known: readonly DestinationPlan[], fresh: readonly DestinationPlan[]): DestinationPlan[] {
  return [...known.filter(({ name }) => !fresh.some((one) => one.name === name)), ...fresh];
}

export function staleNow(addonId: string, stale: 'soon' | 'later'): void {
  if (usePlans.getState()[addonId]?.stale !== 'soon') changePlans(addonId, { stale });
}
