import type { Outcome } from '../../preload/contract.ts';
import { fault } from '../../preload/messages/index.ts';
import type { AddonList } from './addon-list.ts';
import type { KnownAddon, OpenAddon } from './open-addon.ts';
import { fail } from './outcomes.ts';

export const unknownAddon = fail(fault('unknown_addon.thisOne'));
const notRead = fail(fault('not_read.text'), { retry: 'refresh' });

/** Runs with the add-on's addon and what is known about it, once its folder was read. */
export async function withKnown<T>(
  addonList: AddonList,
  id: string,
  use: (known: KnownAddon, addon: OpenAddon) => Promise<Outcome<T>> | Outcome<T>,
): Promise<Outcome<T>> {
  const addon = addonList.addon(id);
  if (!addon) return unknownAddon;
  await addon.session.ready;
  const known = addon.known();
  return known ? use(known, addon) : notRead;
}

export function packageIdOf({ project, detection }: KnownAddon): string {
  return project.packageId ?? detection.suggested.packageId;
}
