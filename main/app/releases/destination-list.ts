import { join } from 'node:path';
import {
  channelSchema,
  type DestinationList,
  type DestinationSettings,
  destinationPlaceSchema,
  type Nothing,
  type Outcome,
  whereTestersAre,
} from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import { PROJECT_FILE } from '../../addon/index.ts';
import { type AddonList, diskError, fail, ok, withKnown } from '../../library/index.ts';
import type { DestinationSecrets } from './destination-secrets.ts';

interface Parts {
  readonly addonList: AddonList;
  readonly secrets: DestinationSecrets;
  readonly onChanged: (addonId: string) => void;
}

interface Change {
  readonly addonId: string;
  readonly settings: DestinationSettings;
  readonly was?: string | undefined;
  readonly secret?: string | undefined;
}

/** The destinations of an add-on: what stands in its loadmaster.json, and whether their secrets are at hand. */
export class DestinationListing {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  list(addonId: string): Promise<Outcome<DestinationList>> {
    return withKnown(this.#parts.addonList, addonId, async ({ project }) =>
      ok(await this.#listed(addonId, project.destinations)),
    );
  }

  async save({ addonId, settings, was, secret }: Change): Promise<Outcome<DestinationList>> {
    const { secrets } = this.#parts;
    const saved = await this.#write(addonId, (before) => {
      const others = before.filter(({ name }) => name !== was);
      if (others.some(({ name }) => name === settings.name)) return nameTaken(settings.name);
      const at = before.findIndex(({ name }) => name === was);
      return ok(at < 0 ? [...before, settings] : before.with(at, merged(before[at], settings)));
    });
    if (!saved.ok) return saved;
    if (was !== undefined) await secrets.move(addonId, was, settings.name);
    if (secret !== undefined) await secrets.set(addonId, settings.name, secret);
    await secrets.vouch(addonId, settings);
    return this.list(addonId);
  }

  /** Where one lies that is on this computer, from the add-on's folder. */
  folderOf(addonId: string, wanted: string): Promise<Outcome<string>> {
    return withKnown(this.#parts.addonList, addonId, async ({ project }, { session }) => {
      const { resolveLocalPath, readDestinations } = await import('../../destinations/index.ts');
      const settings = readDestinations(project.destinations).settings.find(({ name }) => name === wanted);
      const path = settings && folderIn(settings);
      return path === undefined
        ? fail(fault('unknown_destination.text', wanted))
        : ok(resolveLocalPath(path, session.folder));
    });
  }

  async remove(addonId: string, removed: string): Promise<Outcome<DestinationList>> {
    const saved = await this.#write(addonId, (before) => ok(before.filter(({ name }) => name !== removed)));
    if (!saved.ok) return saved;
    await this.#parts.secrets.forget(addonId, removed);
    return this.list(addonId);
  }

  #write(addonId: string, change: (before: readonly Entry[]) => Outcome<readonly Entry[]>): Promise<Outcome<Nothing>> {
    return withKnown(this.#parts.addonList, addonId, async ({ project }, { session }) => {
      const next = change(project.destinations ?? []);
      if (!next.ok) return next;
      try {
        await session.saveProject({ ...project, destinations: next.value });
      } catch (cause) {
        return diskError(cause, join(session.folder, PROJECT_FILE));
      }
      this.#parts.onChanged(addonId);
      return ok(null);
    });
  }

  async #listed(addonId: string, raw: readonly unknown[] | undefined): Promise<DestinationList> {
    const { readDestinations, variableOf } = await import('../../destinations/index.ts');
    const { settings, faults } = readDestinations(raw);
    const destinations = await Promise.all(
      settings.map(async (one) => ({
        settings: one,
        secret: await this.#parts.secrets.state(addonId, one),
        secretVariable: variableOf(one),
      })),
    );
    return { destinations, faults: [...faults] };
  }
}

interface Entry {
  readonly kind: string;
  readonly name: string;
  readonly [field: string]: unknown;
}

function nameTaken(name: string) {
  return fail(fault('name_taken.destination', name), { field: 'name' });
}

/** What the dialog does not show (a tag's pattern, a limit) stays as it was written, while it is for the same thing. */
function merged(before: Entry | undefined, settings: DestinationSettings): Entry {
  if (before?.kind !== settings.kind) return settings;
  if (!('place' in settings)) {
    const { title: _, api: __, ...kept } = before;
    return { ...kept, ...settings };
  }
  const { title: _, once: __, place: placeBefore, beta: betaBefore, ...kept } = before;
  const place = { ...hiddenOf(placeBefore, settings.place.carrier), ...settings.place };
  const beta = mergedBeta({ place: placeBefore, beta: betaBefore }, settings);
  return { ...kept, ...settings, place, ...(beta !== undefined && { beta }) };
}

/** A channel for testers that the dialog cannot show stays as it was written. */
function mergedBeta(
  before: { readonly place: unknown; readonly beta: unknown },
  settings: DestinationSettings,
): unknown {
  if (settings.kind !== 'skunkcrafts') return undefined;
  const channel = channelSchema.safeParse(before.beta).data;
  if (settings.beta !== undefined) {
    const hidden = hiddenOf(channel?.place ?? before.place, settings.beta.place.carrier);
    return { ...settings.beta, place: { ...hidden, ...settings.beta.place } };
  }
  const place = destinationPlaceSchema.safeParse(before.place).data;
  const wasShown = channel && place && whereTestersAre(place, channel.place) !== undefined;
  return wasShown ? undefined : before.beta;
}

function hiddenOf(place: unknown, carrier: string): Readonly<Record<string, unknown>> {
  if (typeof place !== 'object' || place === null || !('carrier' in place) || place.carrier !== carrier) return {};
  const hidden = Object.entries(place).filter(([name]) => HIDDEN_OF_PLACE.has(name));
  return Object.fromEntries(hidden);
}

const HIDDEN_OF_PLACE: ReadonlySet<string> = new Set(['limits', 'secretEnv', 'publicRead']);

function folderIn(settings: DestinationSettings): string | undefined {
  if (settings.kind === 'zip') return settings.path;
  return 'place' in settings && settings.place.carrier === 'folder' ? settings.place.path : undefined;
}
