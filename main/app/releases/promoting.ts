import type { DestinationPlan, DestinationSettings, Outcome, Release } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import type { Clock } from '../../clock/index.ts';
import type { ReleaseRecord, Release as ReleaseToSend } from '../../destinations/index.ts';
import { fail, ok } from '../../library/index.ts';
import { builtFile } from './packed-releases.ts';
import { placesOfTesters, planView } from './release-view.ts';
import type { Releases } from './releases.ts';

interface Parts {
  readonly releases: Releases;
  readonly clock: Clock;
}

interface Prepared {
  readonly record: ReleaseRecord;
  /** As everybody gets it. */
  readonly release: ReleaseToSend;
  readonly settings: readonly DestinationSettings[];
  readonly deps: Awaited<ReturnType<Releases['depsFor']>>;
}

/** Makes what testers have everybody's, with the archive of then. */
export class Promoting {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  plan(id: string): Promise<Outcome<DestinationPlan[]>> {
    return this.#prepared(id, async ({ release, settings, deps }) => {
      const { planRelease } = await import('../../destinations/index.ts');
      const plans = await planRelease(release, settings, deps);
      return ok(plans.map(({ settings: { name }, plan, error }) => planView(name, plan, error)));
    });
  }

  promote(id: string): Promise<Outcome<Release>> {
    return this.#prepared(id, async ({ record, release, settings }) => {
      const { releases, clock } = this.#parts;
      const { newRecord } = await import('../../destinations/index.ts');
      const { draft } = record;
      const next = newRecord(release, settings, { id: releases.newId(), now: clock.now(), ...(draft && { draft }) });
      return ok(await releases.start(next, release, builtFile(release)));
    });
  }

  /** Asks first whether testers have this very release everywhere. */
  async #prepared<T>(id: string, work: (prepared: Prepared) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const { errorOf, releaseOfRecord, whereTestersLack } = await import('../../destinations/index.ts');
    const { releases } = this.#parts;
    const all = await releases.records();
    const record = all.find((one) => one.id === id);
    const settings = record === undefined ? [] : placesOfTesters(record, all);
    if (record === undefined || settings.length === 0) return fail(fault('testers_lack.gone'));
    try {
      const deps = await releases.depsOf(record, new AbortController().signal);
      const release = { ...(await releaseOfRecord(record)), preRelease: false };
      const [lack] = await whereTestersLack(release, settings, deps);
      if (lack !== undefined) return { ok: false, error: lack.error };
      return await work({ record, release, settings, deps });
    } catch (cause) {
      return { ok: false, error: errorOf(cause) };
    }
  }
}
