import type { Connection, ListedDestination } from '../../../preload/contract.ts';
import { addonDestinations } from '../../stores/resources.ts';
import { placeKey, useSwitchedOff } from './switched-off.ts';

/** Where a release is about to go: destinations by name, and the registry of the top of the window. */
export interface ChosenPlaces {
  readonly names: string[];
  readonly registry: string | undefined;
}

const REGISTRY = 'registry:';

export function registrySwitch({ id }: Pick<Connection, 'id'>): string {
  return REGISTRY + id;
}

/** Whether a destination is the registry that the window shows anyway: then it needs no row of its own. */
export function isRegistryRow({ settings }: ListedDestination, { id, name, baseUrl }: Connection): boolean {
  return settings.kind === 'xpkg' && [id, name, baseUrl].includes(settings.registry);
}

export function useChosenPlaces(
  addonId: string,
  connection: Connection,
): ChosenPlaces & { readonly listed: ListedDestination[] } {
  const { value } = addonDestinations.use({ addonId });
  const off = useSwitchedOff();
  const listed = (value?.destinations ?? []).filter((one) => !isRegistryRow(one, connection));
  const isOn = (name: string) => off[placeKey(addonId, name)] === undefined;
  const names = listed.map(({ settings }) => settings.name).filter(isOn);
  return { listed, names, registry: isOn(registrySwitch(connection)) ? connection.id : undefined };
}
