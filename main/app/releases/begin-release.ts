import { basename } from 'node:path';
import {
  type DestinationPlan,
  type DestinationSettings,
  type Outcome,
  type Release,
  type ReleaseDraft,
  standsInTheWay,
} from '../../../preload/contract.ts';
import { fault, saidOf, withMore } from '../../../preload/messages/index.ts';
import { normalizePackageId, normalizeVersion } from '../../../protocol/index.ts';
import type { BuiltFile } from '../../archive/index.ts';
import type { Release as ReleaseToSend } from '../../destinations/index.ts';
import { fail, ok, PackFault, withKnown } from '../../library/index.ts';
import type { PackedReleases } from './packed-releases.ts';
import { PackingLocks } from './packing-locks.ts';
import { planView } from './release-view.ts';
import type { Releases, ReleasesParts } from './releases.ts';

export interface ReleaseRequest {
  readonly addonId: string;
  readonly draft: ReleaseDraft;
  readonly names: readonly string[];
  readonly registry: string | undefined;
}

type Parts = Pick<ReleasesParts, 'addonList' | 'connections' | 'emit' | 'clock' | 'secrets'> & {
  readonly releases: Releases;
  readonly packed: PackedReleases;
};

interface Chosen {
  readonly settings: readonly DestinationSettings[];
  readonly draft: ReleaseDraft;
}

interface Packed {
  readonly id: string;
  readonly release: ReleaseToSend;
  readonly file: BuiltFile;
}

/** What is looked at without being asked for packs no more than a second or two. */
const MOST_PACKED_UNASKED_BYTES = 300_000_000;
const LONGEST_LOOK_MS = 60_000;

/** From the form to a release under way: checks, packs once, writes it down, starts. */
export class ReleaseBeginning {
  readonly #parts: Parts;
  readonly #packing = new PackingLocks();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What it would change, everywhere. */
  async plan(what: ReleaseRequest & { readonly asked: boolean }): Promise<Outcome<DestinationPlan[]>> {
    const { addonId, asked } = what;
    if (asked) return this.#alone(addonId, (signal) => this.#planned(what, signal));
    return packFaultsAsAnswers(() =>
      this.#packing.looking(addonId, LONGEST_LOOK_MS, async (signal, hasPacked) => {
        const isLarge = (this.#parts.addonList.summary(addonId)?.sizeBytes ?? 0) > MOST_PACKED_UNASKED_BYTES;
        const of = { addonId, packageId: what.draft.packageId, signal };
        if (isLarge && (await this.#parts.packed.newBytes(of)) > MOST_PACKED_UNASKED_BYTES) {
          return fail(fault('not_by_itself.large'));
        }
        return this.#planned(what, signal, hasPacked);
      }),
    );
  }

  stopPlan(addonId: string): void {
    this.#packing.stopLooking(addonId);
  }

  async #planned(what: ReleaseRequest & { readonly asked: boolean }, signal: AbortSignal, hasPacked = () => {}) {
    const { addonId, asked } = what;
    const chosen = await this.#choose(what);
    if (!chosen.ok) return chosen;
    const { planRelease } = await import('../../destinations/index.ts');
    const { settings, draft } = chosen.value;
    const { id, release } = await this.#pack(what, chosen.value, { signal, tells: asked });
    hasPacked();
    try {
      const deps = await this.#parts.releases.depsFor(addonId, signal, { draft, asked });
      const { planned } = this.#parts.emit;
      const version = what.draft.packageVersion;
      const plans = await planRelease(release, settings, deps, (one) => {
        if (!signal.aborted) planned({ addonId, version, plan: planView(one.settings.name, one.plan, one.error) });
      });
      return ok(plans.map(({ settings: { name }, plan, error }) => planView(name, plan, error)));
    } finally {
      await this.#parts.packed.forget(id);
    }
  }

  async release(what: ReleaseRequest): Promise<Outcome<Release>> {
    return this.#alone(what.addonId, async (signal) => {
      const chosen = await this.#choose(what);
      if (!chosen.ok) return chosen;
      const blocked = await this.#check(what.addonId, chosen.value, signal);
      if (blocked !== undefined) return blocked;
      const { newRecord } = await import('../../destinations/index.ts');
      const { settings, draft } = chosen.value;
      const { id, release, file } = await this.#pack(what, chosen.value, { signal, tells: true });
      await this.#parts.secrets.vouchForNew(what.addonId, settings);
      const record = newRecord(release, settings, { id, now: this.#parts.clock.now(), draft });
      return ok(await this.#parts.releases.start(record, release, file));
    });
  }

  #alone<T>(addonId: string, work: (signal: AbortSignal) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return packFaultsAsAnswers(() => this.#packing.alone(addonId, work));
  }

  /** The destinations meant, and the form with its id and version as they are written everywhere. */
  #choose({ addonId, draft, names, registry }: ReleaseRequest): Promise<Outcome<Chosen>> {
    return withKnown(this.#parts.addonList, addonId, async ({ project }) => {
      const { readDestinations } = await import('../../destinations/index.ts');
      const { settings } = readDestinations(project.destinations);
      const chosen = settings.filter(({ name }) => names.includes(name));
      const missing = names.find((name) => !chosen.some((one) => one.name === name));
      if (missing !== undefined) return fail(fault('unknown_destination.text', missing), { retry: 'refresh' });
      const all = registry === undefined ? chosen : [...chosen, await this.#registryRow(registry, settings)];
      if (all.length === 0) return fail(fault('no_destinations.off'));
      const packageId = normalizePackageId(draft.packageId);
      if (!packageId.ok) return fail(fault('bad_package_id.text'), { field: 'packageId' });
      const version = normalizeVersion(draft.packageVersion);
      if (!version.ok) return fail(fault('bad_version.text'), { field: 'packageVersion' });
      const form = { ...draft, packageId: packageId.value.partial, packageVersion: version.value.canonical };
      return ok({ settings: all, draft: form });
    });
  }

  async #registryRow(id: string, others: readonly DestinationSettings[]): Promise<DestinationSettings> {
    const name = (await this.#parts.connections.get(id))?.name ?? id;
    const taken = others.some((one) => one.name === name);
    return { kind: 'xpkg', name: taken ? `${name} (X-Pkg)` : name, registry: id };
  }

  async #check(addonId: string, { draft, settings }: Chosen, signal: AbortSignal) {
    const findings = (await this.#parts.addonList.addon(addonId)?.check(draft, signal)) ?? [];
    const errors = standsInTheWay(findings, settings);
    const [first] = errors;
    if (first === undefined) return undefined;
    return fail(fault('blocked.because', withMore(saidOf(first), errors.length - 1)));
  }

  /** `tells`: the author sees how far it is. */
  async #pack(
    { addonId }: ReleaseRequest,
    { draft }: Chosen,
    { signal, tells }: { readonly signal: AbortSignal; readonly tells: boolean },
  ): Promise<Packed> {
    const { packed, releases, addonList, emit } = this.#parts;
    const id = releases.newId();
    const { packageId, packageVersion: version, notes } = draft;
    const file = await packed.pack(id, {
      addonId,
      packageId,
      signal,
      onProgress: ({ done, total }) => tells && emit.progress({ id: addonId, name: null, done, total }),
    });
    const { openArchiveContent } = await import('../../destinations/index.ts');
    const known = addonList.addon(addonId)?.known();
    const root = addonList.summary(addonId)?.folder ?? '';
    const release: ReleaseToSend = {
      ...{ version, packageId, root, folderName: basename(root), notes },
      name: known?.project.packageName ?? known?.detection.suggested.packageName ?? packageId,
      preRelease: /[a-z]/i.test(version),
      archive: { path: file.path, sha256: file.sha256, size: file.size },
      content: await openArchiveContent(file.path, packageId, root),
    };
    return { id, release, file };
  }
}

async function packFaultsAsAnswers<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof PackFault) return { ok: false, error: cause.error };
    throw cause;
  }
}
