import { create } from 'zustand';
import type { Progress } from '../../preload/contract.ts';

/** How fast one job has been lately, in bytes a second, the newest last. */
interface Rates {
  readonly phase: string;
  readonly rates: readonly number[];
}

export const useRates = create<Readonly<Record<string, Rates>>>()(() => ({}));

/** At ten reports a second the last twelve seconds. */
const KEPT = 120;

/** A phase begins anew: how fast was packed says nothing about how fast is sent. */
export function putRate({ id, phase, bytesPerSecond }: Progress): void {
  if (bytesPerSecond === null) return;
  useRates.setState((all) => {
    const known = all[id];
    const before = known?.phase === phase ? known.rates : [];
    return { [id]: { phase, rates: [...before.slice(1 - KEPT), bytesPerSecond] } };
  });
}

export function dropRates(id: string): void {
  useRates.setState(({ [id]: _gone, ...rest }) => rest, true);
}
