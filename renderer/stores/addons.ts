import { create } from 'zustand';
import type { AddonSummary, AppError } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';

/** The Hangar as main has it. A card subscribes to its own add-on, so one change draws one card. */
export interface AddonsState {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly error: AppError | undefined;
  readonly ids: readonly string[];
  readonly byId: Readonly<Record<string, AddonSummary>>;
}

export const useAddons = create<AddonsState>()(() => ({ state: 'loading', error: undefined, ids: [], byId: {} }));

export async function loadAddons(): Promise<void> {
  const answer = await ask(bridge().addons.list());
  if (!answer.ok) {
    useAddons.setState({ state: 'failed', error: answer.error });
    return;
  }
  useAddons.setState({
    state: 'ready',
    error: undefined,
    ids: answer.value.map(({ id }) => id),
    byId: Object.fromEntries(answer.value.map((addon) => [addon.id, addon])),
  });
}

export function putAddon(addon: AddonSummary): void {
  useAddons.setState(({ ids, byId }) => ({
    ids: addon.id in byId ? ids : [...ids, addon.id],
    byId: { ...byId, [addon.id]: addon },
  }));
}

export function dropAddon(id: string): void {
  useAddons.setState(({ ids, byId }) => {
    const { [id]: _gone, ...rest } = byId;
    return { ids: ids.filter((known) => known !== id), byId: rest };
  });
}

export function useAddon(id: string): AddonSummary | undefined {
  return useAddons((state) => state.byId[id]);
}
