import { create } from 'zustand';
import { keepInWindow, readKept } from '../../stores/window-storage.ts';

const KEY = 'loadmaster.destinations.off';

/** Which places an author left out of releases of an add-on, until they are switched on again. */
export const useSwitchedOff = create<Readonly<Record<string, true>>>()(() =>
  Object.fromEntries(Object.keys(readKept(KEY)).map((key) => [key, true as const])),
);

export function placeKey(addonId: string, name: string): string {
  return `${addonId}\n${name}`;
}

export function switchPlace(addonId: string, name: string, on: boolean): void {
  const key = placeKey(addonId, name);
  useSwitchedOff.setState(({ [key]: _, ...rest }) => (on ? rest : { ...rest, [key]: true }), true);
  keepInWindow(KEY, useSwitchedOff.getState());
}
