import type { Outcome } from '../../preload/contract.ts';
import type { AddonDesk, KnownAddon } from './addon-desk.ts';
import type { Hangar } from './hangar.ts';
import { fail } from './outcomes.ts';

export const unknownAddon = fail('unknown_addon', 'This add-on is no longer on the list.');
const notRead = fail('not_read', 'The folder could not be read.', { retry: 'refresh' });

/** Runs with the add-on's desk and what is known about it, once its folder was read. */
export async function withKnown<T>(
  hangar: Hangar,
  id: string,
  use: (known: KnownAddon, desk: AddonDesk) => Promise<Outcome<T>> | Outcome<T>,
): Promise<Outcome<T>> {
  const desk = hangar.desk(id);
  if (!desk) return unknownAddon;
  await desk.session.ready;
  const known = desk.known();
  return known ? use(known, desk) : notRead;
}

export function packageIdOf({ project, detection }: KnownAddon): string {
  return project.packageId ?? detection.suggested.packageId;
}
