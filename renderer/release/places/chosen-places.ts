import type { Connection, ListedDestination } from '../../../preload/contract.ts';
import { useConnections } from '../../stores/connections.ts';
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

/** What main calls the registry among the places of plans and releases; the screens call the local one in their language. */
export function nameAmongPlaces({ id, name }: Pick<Connection, 'id' | 'name'>): string {
  return useConnections.getState().mainNames[id] ?? name;
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
  return chosenPlaces({ addonId, connection, destinations: value?.destinations ?? [] }, useSwitchedOff());
}

interface Offered {
  readonly addonId: string;
  readonly connection: Connection;
  readonly destinations: readonly ListedDestination[];
}

/** Those that are switched on. Where there is no other place, the registry has no switch. */
export function chosenPlaces(
  { addonId, connection, destinations }: Offered,
  off: ReturnType<typeof useSwitchedOff.getState>,
): ChosenPlaces & { readonly listed: ListedDestination[] } {
  const listed = destinations.filter((one) => !isRegistryRow(one, connection));
  const isOn = (name: string) => off[placeKey(addonId, name)] === undefined;
  const names = listed.map(({ settings }) => settings.name).filter(isOn);
  const registry = listed.length === 0 || isOn(registrySwitch(connection)) ? connection.id : undefined;
  return { listed, names, registry };
}
