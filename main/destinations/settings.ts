import type { DestinationKind, DestinationSettings } from '../../preload/contract.ts';

/** Of one kind. What stands in loadmaster.json is described once, in the contract. */
export type SettingsOf<K extends DestinationKind> = Extract<DestinationSettings, { kind: K }>;
export type DepotSettings = SettingsOf<'skunkcrafts'>;
