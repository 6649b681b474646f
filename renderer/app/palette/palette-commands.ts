import { isUnderWay } from '../../../preload/contract/phases.ts';
import type { AddonSummary } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { askForFolder, locateAddon, trySample } from '../../commands/add-folder.ts';
import { revealAddon, runAddonCommand } from '../../commands/addon.ts';
import { activateConnection } from '../../commands/connection.ts';
import { copyReport } from '../../settings/copy-report.ts';
import { useAddons } from '../../stores/addons.ts';
import { useAppInfo } from '../../stores/app-info.ts';
import { activeOf, useConnections } from '../../stores/connections.ts';
import { sayError } from '../../stores/notices.ts';
import { openShortcuts } from '../../stores/palette.ts';
import { ADDON_TABS, goTo, usePlace } from '../../stores/place.ts';
import { putRegistry, useRegistry } from '../../stores/registry.ts';
import { useReleases } from '../../stores/releases.ts';
import { rehearsals } from '../../stores/resources.ts';
import { changeSettings, useSettings } from '../../stores/settings.ts';
import { latestOf, useSubmissions } from '../../stores/submissions.ts';
import { countRetryable, isRetryable } from '../../submissions/retryable.ts';
import { retryAllFailed, takeStep } from '../../submissions/submission-actions.ts';
import { text } from '../../text/text.ts';
import { SCREENS } from '../screens.tsx';
import { screenKeys } from './shortcuts.ts';

const t = text.frame.palette;

export type CommandGroup = keyof typeof t.groups;

export interface PaletteCommand {
  readonly id: string;
  readonly group: CommandGroup;
  readonly label: string;
  readonly keys?: string;
  readonly run: () => void;
}

/** Every command that can be followed at this moment; the open add-on's come first. */
export function listCommands(): readonly PaletteCommand[] {
  const { place } = usePlace.getState();
  const { ids, byId } = useAddons.getState();
  const open = place.screen === 'addon' ? byId[place.addonId] : undefined;
  const others = ids.map((id) => byId[id]).filter((addon) => addon !== undefined && addon !== open);
  return [
    ...(open ? addonCommands(open, 'here') : []),
    ...doCommands(),
    ...goCommands(),
    ...connectionCommands(),
    ...themeCommands(),
    ...others.flatMap((addon) => (addon ? addonCommands(addon, 'addon') : [])),
  ];
}

function goCommands(): PaletteCommand[] {
  const { place } = usePlace.getState();
  return SCREENS.filter(({ screen }) => screen !== place.screen).map(({ screen }) => ({
    id: `go-${screen}`,
    group: 'go',
    label: t.goTo(text.frame.screens[screen]),
    keys: screenKeys(screen),
    run: () => goTo({ screen }),
  }));
}

function addonCommands(addon: AddonSummary, group: 'here' | 'addon'): PaletteCommand[] {
  const { id: addonId, name, state } = addon;
  const connection = activeOf(useConnections.getState());
  const latest = latestOf(useSubmissions.getState(), addonId, connection?.id);
  const command = (id: string, label: string, run: () => void): PaletteCommand => ({
    id: `${id}-${addonId}`,
    group,
    label,
    run,
  });
  const commands: PaletteCommand[] = [];
  if (latest && isRetryable(latest)) {
    const step = { act: 'retry', label: '', sentence: undefined } as const;
    commands.push(command('retry', t.retry(name, latest.version), () => void takeStep(latest, step)));
  }
  if (state === 'ready') {
    if (!latest || !isUnderWay(latest)) {
      commands.push(command('publish', t.publish(name), () => runAddonCommand('publish', addonId)));
      commands.push(...publishElsewhere(addon));
    }
    commands.push(command('build', t.build(name), () => runAddonCommand('build', addonId)));
  }
  if (state === 'missing') commands.push(command('locate', t.locate(name), () => void locateAddon(addon)));
  else commands.push(command('check', t.check(name), () => runAddonCommand('check', addonId)));
  if (useAppInfo.getState().value?.canReveal && state !== 'missing')
    commands.push(command('reveal', t.reveal(name), () => void revealAddon(addon)));
  for (const tab of ADDON_TABS) {
    const label = t.openTab(name, text.addon.tabs[tab]);
    commands.push(command(`open-${tab}`, label, () => goTo({ screen: 'addon', addonId, tab })));
  }
  return commands;
}

/** Another registry and the add-on's form there, in one. */
function publishElsewhere({ id: addonId, name }: AddonSummary): PaletteCommand[] {
  return useConnections
    .getState()
    .all.filter(({ active }) => !active)
    .map((connection) => ({
      id: `publish-${connection.id}-${addonId}`,
      group: 'addon',
      label: t.publishTo(name, connection.name),
      run: () => void activateConnection(connection).then(() => goTo({ screen: 'addon', addonId, tab: 'release' })),
    }));
}

function connectionCommands(): PaletteCommand[] {
  return useConnections
    .getState()
    .all.filter(({ active }) => !active)
    .map((connection) => ({
      id: `connect-${connection.id}`,
      group: 'connection',
      label: text.frame.connection.switchTo(connection.name),
      run: () => void activateConnection(connection),
    }));
}

function themeCommands(): PaletteCommand[] {
  const current = useSettings.getState().value?.theme;
  return (['system', 'light', 'dark'] as const)
    .filter((theme) => theme !== current)
    .map((theme) => ({
      id: `theme-${theme}`,
      group: 'theme',
      label: t.theme[theme],
      run: () => void changeSettings({ theme }),
    }));
}

function doCommands(): PaletteCommand[] {
  const status = useRegistry.getState().status;
  const running = status?.state === 'running';
  const can = {
    retry: countRetryable(useSubmissions.getState(), useReleases.getState()) > 0,
    end: status?.rehearsing === true,
  };
  return [
    { id: 'add-folder', group: 'do', label: t.addFolder, run: () => void askForFolder() },
    ...(can.retry ? [retryAllCommand()] : []),
    ...(can.end ? [endRehearsalCommand()] : []),
    {
      id: 'registry-switch',
      group: 'do',
      label: running ? t.stopRegistry : t.startRegistry,
      run: () => void switchRegistry(running),
    },
    { id: 'shortcuts', group: 'do', label: t.shortcuts, keys: '?', run: openShortcuts },
    {
      id: 'sample',
      group: 'do',
      label: t.trySample(text.hangar.kinds.aircraft),
      run: () => void trySample('aircraft'),
    },
    { id: 'sample-mess', group: 'do', label: t.trySample(text.hangar.kinds.mess), run: () => void trySample('mess') },
    { id: 'report', group: 'do', label: t.copyReport, run: () => void copyReport() },
  ];
}

function retryAllCommand(): PaletteCommand {
  return { id: 'retry-all', group: 'do', label: t.retryAll, run: () => void retryAllFailed() };
}

function endRehearsalCommand(): PaletteCommand {
  return { id: 'end-rehearsal', group: 'do', label: t.endRehearsal, run: () => void endRehearsal() };
}

async function switchRegistry(running: boolean): Promise<void> {
  const answer = await ask(running ? bridge().registry.stop() : bridge().registry.start());
  if (answer.ok) putRegistry(answer.value);
  else sayError(running ? t.stopRegistry : t.startRegistry, answer.error);
}

async function endRehearsal(): Promise<void> {
  const answer = await ask(bridge().registry.endRehearsal());
  if (answer.ok) rehearsals.put('rehearsal', { faults: [] });
  else sayError(t.endRehearsal, answer.error);
}
