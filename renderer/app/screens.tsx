import { Activity, CircleHelp, Database, type LucideIcon, Settings, SlidersHorizontal, Warehouse } from 'lucide-react';
import { type ComponentType, lazy, type ReactNode } from 'react';
import { SCREENS as LISTED, type ListedScreen } from '../../preload/contract/screens.ts';
import type { Place } from '../../preload/contract.ts';
import { HangarScreen } from '../hangar/HangarScreen.tsx';
import { ActivityBadge } from './frame/ActivityBadge.tsx';

const AddonScreen = lazy(async () => ({ default: (await import('../addon/AddonScreen.tsx')).AddonScreen }));
const ActivityScreen = lazy(async () => ({ default: (await import('../activity/ActivityScreen.tsx')).ActivityScreen }));
const RegistryScreen = lazy(async () => ({ default: (await import('../registry/RegistryScreen.tsx')).RegistryScreen }));
const ToolsScreen = lazy(async () => ({ default: (await import('../tools/ToolsScreen.tsx')).ToolsScreen }));
const HelpScreen = lazy(async () => ({ default: (await import('../help/HelpScreen.tsx')).HelpScreen }));
const SettingsScreen = lazy(async () => ({ default: (await import('../settings/SettingsScreen.tsx')).SettingsScreen }));

interface Shown {
  readonly Icon: LucideIcon;
  /** On its icon in the rail. */
  readonly Badge?: ComponentType;
  /** Where it stands in the rail; what is seldom needed has no place there and is reached by name, or from Help. */
  readonly rail: 'top' | 'end' | 'none';
  readonly show: (place: Place) => ReactNode;
}

const SHOWN: Readonly<Record<ListedScreen, Shown>> = {
  hangar: { Icon: Warehouse, rail: 'top', show: () => <HangarScreen /> },
  activity: { Icon: Activity, Badge: ActivityBadge, rail: 'top', show: showActivity },
  registry: { Icon: Database, rail: 'top', show: showRegistry },
  tools: { Icon: SlidersHorizontal, rail: 'none', show: () => <ToolsScreen /> },
  help: { Icon: CircleHelp, rail: 'end', show: () => <HelpScreen /> },
  settings: { Icon: Settings, rail: 'end', show: () => <SettingsScreen /> },
};

/** The screens in the order of the rail and the palette. */
export const SCREENS = LISTED.map((screen) => ({ screen, ...SHOWN[screen] }));

/** What a place shows. An add-on is reached from the Hangar and stands on no list. */
export function showPlace(place: Place): ReactNode {
  if (place.screen === 'addon') return <AddonScreen key={place.addonId} addonId={place.addonId} tab={place.tab} />;
  return SHOWN[place.screen].show(place);
}

function showRegistry(place: Place): ReactNode {
  return <RegistryScreen tab={(place.screen === 'registry' && place.tab) || 'connections'} />;
}

function showActivity(place: Place): ReactNode {
  const openId = place.screen === 'activity' ? place.submissionId : undefined;
  return <ActivityScreen {...(openId !== undefined && { openId })} />;
}
