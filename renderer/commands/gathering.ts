import { create } from 'zustand';
import type { GatherPlan } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { sayError } from '../stores/notices.ts';
import { text } from '../text/text.ts';

/** Builds that were dropped, and what would become of them. */
export interface Gathering {
  readonly paths: readonly string[];
  readonly plan: GatherPlan;
}

export const useGathering = create<{ readonly open: Gathering | undefined }>()(() => ({ open: undefined }));

/** Whether what was dropped is builds of a plugin: then it is offered to put them together. */
export async function offerGather(paths: readonly string[], areFolders: boolean): Promise<boolean> {
  const answer = await ask(bridge().addons.lookAtBuilds({ paths: [...paths] }));
  // Folders without plugins, or with several, are add-ons for the Hangar as they are.
  if (areFolders && !(answer.ok && answer.value.names.length === 1)) return false;
  if (answer.ok) useGathering.setState({ open: { paths, plan: answer.value } });
  else sayError(text.frame.gather.cannot, answer.error);
  return true;
}
