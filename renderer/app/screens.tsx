import { Activity, CircleHelp, Database, type LucideIcon, Settings, SlidersHorizontal, Warehouse } from 'lucide-react';
import { type ComponentType, lazy, type ReactNode } from 'react';
import type { Place } from '../../preload/contract.ts';
import { HangarScreen } from '../hangar/HangarScreen.tsx';
import type { Screen } from '../stores/place.ts';
import { ActivityBadge } from './frame/ActivityBadge.tsx';

const AddonScreen = lazy(async () => ({ default: (await import('../addon/AddonScreen.tsx')).AddonScreen }));
const ActivityScreen = lazy(async () => ({ default: (await import('../activity/ActivityScreen.tsx')).ActivityScreen }));
const RegistryScreen = lazy(async () => ({ default: (await import('../registry/RegistryScreen.tsx')).RegistryScreen }));
const ToolsScreen = lazy(async () => ({ default: (await import('../tools/ToolsScreen.tsx')).ToolsScreen }));
const HelpScreen = lazy(async () => ({ default: (await import('../help/HelpScreen.tsx')).HelpScreen }));
const SettingsScreen = lazy(async () => ({ default: (await import('../settings/SettingsScreen.tsx')).SettingsScreen }));

export type ListedScreen = Exclude<Screen, 'addon'>;

interface AppScreen {
  readonly screen: ListedScreen;
  readonly Icon: LucideIcon;
  /** On its icon in the rail. */
  readonly Badge?: ComponentType;
  /** Where it stands in the rail; what is seldom needed has no place there and is reached by name, or from Help. */
  readonly rail: 'top' | 'end' | 'none';
  readonly show: (place: Place) => ReactNode;
}

/** The screens in the order of the rail and the palette. */
export const SCREENS: readonly AppScreen[] = [
  { screen: 'hangar', Icon: Warehouse, rail: 'top', show: () => <HangarScreen /> },
  { screen: 'activity', Icon: Activity, Badge: ActivityBadge, rail: 'top', show: showActivity },
  { screen: 'registry', Icon: Database, rail: 'top', show: showRegistry },
  { screen: 'tools', Icon: SlidersHorizontal, rail: 'none', show: () => <ToolsScreen /> },
  { screen: 'help', Icon: CircleHelp, rail: 'end', show: () => <HelpScreen /> },
  { screen: 'settings', Icon: Settings, rail: 'end', show: () => <SettingsScreen /> },
];

/** What a place shows. An add-on is reached from the Hangar and stands on no list. */
export function showPlace(place: Place): ReactNode {
  if (place.screen === 'addon') return <AddonScreen key={place.addonId} addonId={place.addonId} tab={place.tab} />;
  return SCREENS.find(({ screen }) => screen === place.screen)?.show(place);
}

function showRegistry(place: Place): ReactNode {
  return <RegistryScreen tab={(place.screen === 'registry' && place.tab) || 'connections'} />;
}

function showActivity(place: Place): ReactNode {
  const openId = place.screen === 'activity' ? place.submissionId : undefined;
  return <ActivityScreen {...(openId !== undefined && { openId })} />;
}
