import type { AddonProject } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { sayError } from '../stores/notices.ts';
import { addonDetails } from '../stores/resources.ts';
import { text } from '../text/text.ts';

/** Adds a pattern to the add-on's own ignore list; what comes back takes it out again. */
export async function ignorePath(addonId: string, pattern: string): Promise<(() => void) | undefined> {
  const details = await addonDetails.load({ addonId });
  if (!details.ok) {
    sayError(text.contents.ignoreThis, details.error);
    return undefined;
  }
  const before = details.value.project;
  const saved = await save(addonId, { ...before, ignore: [...(before.ignore ?? []), pattern] });
  return saved ? () => void save(addonId, before) : undefined;
}

async function save(id: string, project: AddonProject): Promise<boolean> {
  const saved = await ask(bridge().addons.saveProject({ id, project }));
  if (saved.ok) addonDetails.put({ addonId: id }, saved.value);
  else sayError(text.contents.ignoreThis, saved.error);
  return saved.ok;
}
