import { ask, bridge } from '../bridge.ts';
import { copyReport } from '../settings/copy-report.ts';
import { useAddons } from '../stores/addons.ts';
import { useConnections } from '../stores/connections.ts';
import { sayError } from '../stores/notices.ts';
import { putRegistry, useRegistry } from '../stores/registry.ts';
import { rehearsals } from '../stores/resources.ts';
import { changeSettings } from '../stores/settings.ts';
import { retryAllFailed } from '../submissions/act.ts';
import { text } from '../text/text.ts';
import { askForFolder, trySample } from './add-folder.ts';
import { runAddonCommand } from './addon-commands.ts';
import { activateConnection } from './connection-actions.ts';
import { ADDON_TABS, goTo, usePlace } from './place.ts';
import { SCREENS } from './screens.tsx';

const t = text.frame.palette;

export interface PaletteCommand {
  readonly id: string;
  readonly group: keyof typeof t.groups;
  readonly label: string;
  readonly run: () => void;
}

/** Every command there is at this moment; the open add-on's come first. */
export function listCommands(): readonly PaletteCommand[] {
  return [...openAddonCommands(), ...doCommands(), ...goCommands(), ...addonCommands(), ...connectionCommands()];
}

function goCommands(): PaletteCommand[] {
  return SCREENS.map(({ screen }) => ({
    id: `go-${screen}`,
    group: 'go',
    label: t.goTo(text.frame.screens[screen]),
    run: () => goTo({ screen }),
  }));
}

function openAddonCommands(): PaletteCommand[] {
  const { place } = usePlace.getState();
  if (place.screen !== 'addon') return [];
  const { addonId } = place;
  const name = useAddons.getState().byId[addonId]?.name ?? '';
  return (['check', 'build', 'publish'] as const).map((command) => ({
    id: command,
    group: 'do',
    label: t[command](name),
    run: () => runAddonCommand(command, addonId),
  }));
}

function addonCommands(): PaletteCommand[] {
  const { ids, byId } = useAddons.getState();
  return ids.flatMap((addonId) =>
    ADDON_TABS.map(
      (tab): PaletteCommand => ({
        id: `open-${addonId}-${tab}`,
        group: 'addon',
        label: t.openTab(byId[addonId]?.name ?? addonId, text.addon.tabs[tab]),
        run: () => goTo({ screen: 'addon', addonId, tab }),
      }),
    ),
  );
}

function connectionCommands(): PaletteCommand[] {
  return useConnections.getState().all.map((connection) => ({
    id: `connect-${connection.id}`,
    group: 'connection',
    label: text.frame.connection.switchTo(connection.name),
    run: () => void activateConnection(connection),
  }));
}

function doCommands(): PaletteCommand[] {
  const running = useRegistry.getState().status?.state === 'running';
  const themes = ['system', 'light', 'dark'] as const;
  return [
    { id: 'add-folder', group: 'do', label: t.addFolder, run: () => void askForFolder() },
    { id: 'retry-all', group: 'do', label: t.retryAll, run: () => void retryAllFailed() },
    {
      id: 'sample',
      group: 'do',
      label: t.trySample(text.hangar.kinds.aircraft),
      run: () => void trySample('aircraft'),
    },
    { id: 'sample-mess', group: 'do', label: t.trySample(text.hangar.kinds.mess), run: () => void trySample('mess') },
    {
      id: 'registry-switch',
      group: 'do',
      label: running ? t.stopRegistry : t.startRegistry,
      run: () => void switchRegistry(running),
    },
    { id: 'end-rehearsal', group: 'rehearse', label: t.endRehearsal, run: () => void endRehearsal() },
    ...themes.map((theme) => ({
      id: `theme-${theme}`,
      group: 'theme' as const,
      label: t.theme[theme],
      run: () => void changeSettings({ theme }),
    })),
    { id: 'report', group: 'do', label: t.copyReport, run: () => void copyReport() },
  ];
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

/** Every typed word must be in the label or its group. A screen of that name comes first, then words that begin so. */
export function matchCommands(commands: readonly PaletteCommand[], query: string): readonly PaletteCommand[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return commands;
  const words = wanted.split(/\s+/);
  return commands
    .filter(({ label, group }) => {
      const where = `${label} ${t.groups[group]}`.toLowerCase();
      return words.every((word) => where.includes(word));
    })
    .toSorted((a, b) => nearness(b, wanted) - nearness(a, wanted));
}

function nearness({ label, group }: PaletteCommand, wanted: string): number {
  const lower = ` ${label.toLowerCase()}`;
  if (group === 'go' && lower.endsWith(` ${wanted}`)) return 2;
  return lower.includes(` ${wanted}`) ? 1 : 0;
}
