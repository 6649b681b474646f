import { basename } from 'node:path';
import type {
  DestinationPlan,
  DestinationSettings,
  Outcome,
  Release,
  ReleaseDraft,
} from '../../../preload/contract.ts';
import { fault, saidOf, withMore } from '../../../preload/messages/index.ts';
import { normalizePackageId, normalizeVersion } from '../../../protocol/index.ts';
import type { BuiltFile } from '../../archive/index.ts';
import type { Release as ReleaseToSend } from '../../destinations/index.ts';
import { fail, ok, PackFault, withKnown } from '../../library/index.ts';
import type { PackedReleases } from './packed-releases.ts';
import { planView } from './release-view.ts';
import type { Releases, ReleasesParts } from './releases.ts';

export interface WhatToRelease {
  readonly addonId: string;
  readonly draft: ReleaseDraft;
  readonly names: readonly string[];
  readonly registry: string | null;
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

/** From the form to a release under way: checks, packs once, writes it down, starts. */
export class ReleaseBeginning {
  readonly #parts: Parts;
  /** One at a time for an add-on: a second click waits for the first and finds its version under way. */
  readonly #busy = new Set<string>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What it would change, everywhere. */
  async plan(what: WhatToRelease): Promise<Outcome<DestinationPlan[]>> {
    return this.#alone(what.addonId, async (signal) => {
      const chosen = await this.#choose(what);
      if (!chosen.ok) return chosen;
      const { planRelease } = await import('../../destinations/index.ts');
      const { id, release } = await this.#pack(what, chosen.value, signal);
      try {
        const { settings, draft } = chosen.value;
        const deps = await this.#parts.releases.depsFor(what.addonId, signal, draft);
        const plans = await planRelease(release, settings, deps);
        return ok(plans.map(({ settings: { name }, plan, error }) => planView(name, plan, error)));
      } finally {
        await this.#parts.packed.forget(id);
      }
    });
  }

  async release(what: WhatToRelease): Promise<Outcome<Release>> {
    return this.#alone(what.addonId, async (signal) => {
      const chosen = await this.#choose(what);
      if (!chosen.ok) return chosen;
      const blocked = await this.#check(what.addonId, chosen.value.draft, signal);
      if (blocked !== undefined) return blocked;
      const { newRecord } = await import('../../destinations/index.ts');
      const { settings, draft } = chosen.value;
      const { id, release, file } = await this.#pack(what, chosen.value, signal);
      await this.#parts.secrets.vouchForNew(what.addonId, settings);
      const record = newRecord(release, settings, { id, now: this.#parts.clock.now(), draft });
      return ok(await this.#parts.releases.start(record, release, file));
    });
  }

  async #alone<T>(addonId: string, work: (signal: AbortSignal) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    if (this.#busy.has(addonId)) {
      return fail(fault('busy.packing'));
    }
    this.#busy.add(addonId);
    try {
      return await work(new AbortController().signal);
    } catch (cause) {
      if (cause instanceof PackFault) return { ok: false, error: cause.error };
      throw cause;
    } finally {
      this.#busy.delete(addonId);
    }
  }

  /** The destinations meant, and the form with its id and version as they are written everywhere. */
  #choose({ addonId, draft, names, registry }: WhatToRelease): Promise<Outcome<Chosen>> {
    return withKnown(this.#parts.addonList, addonId, async ({ project }) => {
      const { readDestinations } = await import('../../destinations/index.ts');
      const { settings } = readDestinations(project.destinations);
      const chosen = settings.filter(({ name }) => names.includes(name));
      const missing = names.find((name) => !chosen.some((one) => one.name === name));
      if (missing !== undefined) return fail(fault('unknown_destination.text', missing), { retry: 'refresh' });
      const all = registry === null ? chosen : [...chosen, await this.#registryRow(registry, settings)];
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

  async #check(addonId: string, draft: ReleaseDraft, signal: AbortSignal) {
    const findings = await this.#parts.addonList.addon(addonId)?.check(draft, signal);
    const errors = findings?.filter(({ severity }) => severity === 'error') ?? [];
    const [first] = errors;
    if (first === undefined) return undefined;
    return fail(fault('blocked.because', withMore(saidOf(first), errors.length - 1)));
  }

  async #pack({ addonId }: WhatToRelease, { draft }: Chosen, signal: AbortSignal): Promise<Packed> {
    const { packed, releases, addonList, emit } = this.#parts;
    const id = releases.newId();
    const { packageId, packageVersion: version, notes } = draft;
    const file = await packed.pack(id, {
      addonId,
      packageId,
      signal,
      onProgress: ({ done, total }) => emit.progress({ id: addonId, name: null, done, total }),
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
