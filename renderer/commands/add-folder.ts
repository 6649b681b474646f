import { create } from 'zustand';
import type { AddonCandidate, AddonSummary, AppError, SampleKind } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { dropAddon, putAddon, useAddons } from '../stores/addons.ts';
import { useAppInfo } from '../stores/app-info.ts';
import { localOf, useConnections } from '../stores/connections.ts';
import { startGuide } from '../stores/guide.ts';
import { say, sayError } from '../stores/notices.ts';
import { goTo } from '../stores/place.ts';
import { addonDetails, refreshAll } from '../stores/resources.ts';
import { text } from '../text/text.ts';
import { activateConnection } from './connection.ts';

const t = text.hangar;

/** The questions that adding a folder may bring up: which folder, and which of the add-ons in it. */
export const useAdding = create<{
  /** `onFolder` gets the folder; without one it is added. */
  readonly picker: { readonly note: string | undefined; readonly onFolder?: (folder: string) => unknown } | undefined;
  readonly choice: { readonly folder: string; readonly candidates: readonly AddonCandidate[] } | undefined;
}>()(() => ({ picker: undefined, choice: undefined }));

interface FolderQuestion {
  readonly note: string | undefined;
  /** What is said to have failed when the system's dialog cannot be shown. */
  readonly failed: string;
  readonly onFolder: (folder: string) => unknown;
}

/** Asks for a folder by the system's dialog, or by ours where there is none. Nothing happens when the author chooses none. */
export async function chooseFolder({ note, failed, onFolder }: FolderQuestion): Promise<void> {
  if (!useAppInfo.getState().value?.canPickFolders) {
    useAdding.setState({ picker: { note, onFolder } });
    return;
  }
  const answer = await ask(bridge().app.pickFolder());
  if (!answer.ok) sayError(failed, answer.error);
  else if (answer.value) await onFolder(answer.value.folder);
}

export function askForFolder(): Promise<void> {
  return chooseFolder({ note: undefined, failed: t.couldNotAdd, onFolder: considerFolder });
}

/** The folder of an add-on was moved or renamed: the author shows where it is, and everything goes on with it. */
export async function locateAddon({ id, name }: Pick<AddonSummary, 'id' | 'name'>): Promise<void> {
  const locate = async (folder: string) => {
    const answer = await ask(bridge().addons.locate({ id, folder }));
    if (!answer.ok) return sayError(t.couldNotLocate(name), answer.error);
    putAddon(answer.value);
    refreshAll();
    say('success', t.located(name));
  };
  await chooseFolder({ note: t.locateHint(name), failed: t.couldNotLocate(name), onFolder: locate });
}

/** A folder that holds one add-on is added; with several the author chooses. */
export async function considerFolder(folder: string): Promise<void> {
  const answer = await ask(bridge().addons.inspect({ folder }));
  if (!answer.ok) {
    sayError(t.couldNotAdd, answer.error);
    return;
  }
  const candidates = answer.value;
  if (candidates.length > 1) useAdding.setState({ choice: { folder, candidates } });
  else await addFolder(candidates[0]?.folder ?? folder);
}

export async function addFolder(folder: string): Promise<AddonSummary | undefined> {
  const known = new Set(useAddons.getState().ids);
  const answer = await ask(bridge().addons.add({ folder }));
  if (!answer.ok) {
    sayError(t.couldNotAdd, answer.error);
    return undefined;
  }
  const addon = answer.value;
  putAddon(addon);
  say('success', known.has(addon.id) ? t.alreadyThere(addon.name) : t.added(addon.name));
  return addon;
}

/** Several at once are one notice, and one Undo takes them all back. */
export async function addFolders(folders: readonly string[]): Promise<void> {
  const known = new Set(useAddons.getState().ids);
  const added: AddonSummary[] = [];
  let fault: AppError | undefined;
  for (const folder of folders) {
    const answer = await ask(bridge().addons.add({ folder }));
    if (!answer.ok) fault = answer.error;
    else {
      putAddon(answer.value);
      if (!known.has(answer.value.id)) added.push(answer.value);
    }
  }
  const undo = async () => {
    for (const { id } of added) if ((await ask(bridge().addons.remove({ id }))).ok) dropAddon(id);
  };
  if (added.length > 0)
    say('success', t.addedMany(added.length), '', { label: text.common.undo, run: () => void undo() });
  if (fault) sayError(t.couldNotAdd, fault);
}

/** Nothing on disk is touched. However many they are, it is one notice, and one Undo brings all back as they were. */
export async function removeAddons(addons: readonly AddonSummary[]): Promise<void> {
  const removed: AddonSummary[] = [];
  for (const addon of addons) {
    const answer = await ask(bridge().addons.remove({ id: addon.id }));
    if (!answer.ok) sayError(addon.name, answer.error);
    else {
      dropAddon(addon.id);
      removed.push(addon);
    }
  }
  const [first] = removed;
  if (!first) return;
  const putBack = async () => {
    let fault: AppError | undefined;
    for (const { folder } of removed) {
      const again = await ask(bridge().addons.add({ folder }));
      if (again.ok) putAddon(again.value);
      else fault = again.error;
    }
    if (fault) sayError(t.couldNotAdd, fault);
  };
  const title = removed.length === 1 ? t.removed(first.name) : t.removedMany(removed.length);
  say('info', title, t.removedText, { label: text.common.undo, run: () => void putBack() });
}

/** The first-run path: a sample on disk, its package on the local registry, and the form to publish it with. */
export async function trySample(kind: SampleKind): Promise<void> {
  const made = await ask(bridge().addons.createSample({ kind }));
  if (!made.ok) {
    sayError(t.couldNotAdd, made.error);
    return;
  }
  const addon = made.value;
  putAddon(addon);
  if (kind === 'mess') {
    goTo({ screen: 'addon', addonId: addon.id, tab: 'checks' });
    return;
  }
  const local = localOf(useConnections.getState());
  if (local) await activateConnection(local);
  if (local) await createSuggestedPackage(addon.id, local.id);
  startGuide(addon.id);
  goTo({ screen: 'addon', addonId: addon.id, tab: 'release' });
}

async function createSuggestedPackage(addonId: string, connectionId: string): Promise<void> {
  const details = await addonDetails.load({ addonId });
  if (!details.ok) return;
  const { project, suggested } = details.value;
  const packageId = project.packageId ?? suggested.packageId;
  const known = await ask(bridge().packages.get({ connectionId, packageId }));
  if (known.ok && known.value !== null) return;
  const made = await ask(
    bridge().packages.create({
      connectionId,
      packageId,
      packageName: project.packageName ?? suggested.packageName,
      packageType: project.packageType ?? suggested.packageType,
      description: text.addon.guide.sampleDescription,
    }),
  );
  if (!made.ok) sayError(text.addon.guide.noPackage, made.error);
}
