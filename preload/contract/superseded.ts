import type { DestinationPhase } from './destinations.ts';
import { isOverAt } from './phases.ts';

interface Journalled {
  readonly id: string;
  /** The add-on's. */
  readonly folder: string;
  readonly version: string;
  readonly destinations: readonly { readonly settings: { readonly name: string }; readonly phase: DestinationPhase }[];
}

/**
 * The places that a retry may still bring a release to. None where another version went to one of its places since: that would take users
 * back. Where the same version was released to a place again, that release brings it there. `all`: oldest first.
 */
export function placesLeft(record: Journalled, all: readonly Journalled[]): string[] {
  if (hasLaterVersion(record, all)) return [];
  const later = new Set(laterOf(record, all).flatMap(namesOf));
  const left = record.destinations.filter((one) => !isOverAt(one)).map(({ settings }) => settings.name);
  return left.filter((name) => !later.has(name));
}

/** Whether a later release of the same folder does what is left of this one, or would be undone by it. `all`: oldest first. */
export function isSuperseded(record: Journalled, all: readonly Journalled[]): boolean {
  const isOver = record.destinations.every(isOverAt);
  return isOver ? hasLaterVersion(record, all) : placesLeft(record, all).length === 0;
}

function hasLaterVersion(record: Journalled, all: readonly Journalled[]): boolean {
  const own = new Set(namesOf(record));
  const others = laterOf(record, all).filter(({ version }) => version !== record.version);
  return others.some((one) => namesOf(one).some((name) => own.has(name)));
}

function laterOf({ id, folder }: Journalled, all: readonly Journalled[]): Journalled[] {
  return all.slice(all.findIndex((one) => one.id === id) + 1).filter((one) => one.folder === folder);
}

function namesOf({ destinations }: Journalled): string[] {
  return destinations.map(({ settings }) => settings.name);
}
