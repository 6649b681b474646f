import { create } from 'zustand';

const KEY = 'loadmaster.destinations.off';

/** Which places an author left out of releases of an add-on, until they are switched on again. */
export const useSwitchedOff = create<Readonly<Record<string, true>>>()(() => kept());

export function placeKey(addonId: string, name: string): string {
  return `${addonId}\n${name}`;
}

export function switchPlace(addonId: string, name: string, on: boolean): void {
  const key = placeKey(addonId, name);
  useSwitchedOff.setState(({ [key]: _, ...rest }) => (on ? rest : { ...rest, [key]: true }), true);
  try {
    localStorage.setItem(KEY, JSON.stringify(useSwitchedOff.getState()));
  } catch {
    // A window that keeps nothing forgets the switches when it is closed.
  }
}

function kept(): Readonly<Record<string, true>> {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof read !== 'object' || read === null) return {};
    return Object.fromEntries(Object.keys(read).map((key) => [key, true as const]));
  } catch {
    return {};
  }
}
