import type { AddonSummary } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { putAddon } from '../stores/addons.ts';
import { startBuild } from '../stores/builds.ts';
import type { MenuCommand } from '../stores/connect.ts';
import { say, sayError } from '../stores/notices.ts';
import { openPalette } from '../stores/palette.ts';
import { goTo, usePlace } from '../stores/place.ts';
import { retryAllFailed } from '../submissions/submission-actions.ts';
import { text } from '../text/text.ts';
import { askForFolder } from './add-folder.ts';

type AddonCommand = Extract<MenuCommand, 'check' | 'build' | 'publish'>;

export function runAddonCommand(command: AddonCommand, addonId: string): void {
  switch (command) {
    case 'check':
      goTo({ screen: 'addon', addonId, tab: 'checks' });
      void refreshAddon(addonId);
      return;
    case 'build':
      goTo({ screen: 'addon', addonId, tab: 'contents' });
      void buildAddon(addonId);
      return;
    case 'publish':
      goTo({ screen: 'addon', addonId, tab: 'release' });
      return;
  }
}

export function runMenuCommand(command: MenuCommand): void {
  switch (command) {
    case 'add-folder':
      void askForFolder();
      return;
    case 'retry-all-failed':
      void retryAllFailed();
      return;
    case 'command-palette':
      openPalette();
      return;
    case 'check':
    case 'build':
    case 'publish': {
      const { place } = usePlace.getState();
      if (place.screen === 'addon') runAddonCommand(command, place.addonId);
    }
  }
}

export async function refreshAddon(id: string): Promise<void> {
  const answer = await ask(bridge().addons.refresh({ id }));
  if (!answer.ok) {
    sayError(text.addon.check, answer.error);
    return;
  }
  putAddon(answer.value);
  say('info', text.addon.checked);
}

export async function buildAddon(id: string, fresh = false): Promise<void> {
  const error = await startBuild(id, fresh);
  if (error) sayError(text.addon.buildFailed, error);
}

/** Shows the folder in the system's own window. */
export async function revealAddon({ id, name }: Pick<AddonSummary, 'id' | 'name'>): Promise<void> {
  const answer = await ask(bridge().addons.reveal({ id }));
  if (!answer.ok) sayError(name, answer.error);
}
