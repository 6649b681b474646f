import type { AppError, Outcome, Release, WithdrawalView } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import type { Clock } from '../../clock/index.ts';
import type { Withdrawal } from '../../destinations/index.ts';
import { fail, ok } from '../../library/index.ts';
import { builtFile } from './packed-releases.ts';
import type { Releases } from './releases.ts';

interface Parts {
  readonly releases: Releases;
  readonly clock: Clock;
}

/** Takes a version back at one place. */
export class Withdrawing {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  plan(id: string, name: string): Promise<Outcome<WithdrawalView>> {
    return this.#planned(id, name, async ({ does, stays }) => ok({ does, stays }));
  }

  withdraw(id: string, name: string): Promise<Outcome<Release>> {
    return this.#planned(id, name, async (withdrawal, deps) => {
      const { releases, clock } = this.#parts;
      const { withdraw } = await import('../../destinations/index.ts');
      let error: AppError = fault('cancelled.goingBack');
      const isBack = await withdraw(withdrawal, {
        deps,
        log: await releases.log(),
        now: () => clock.now(),
        newId: () => releases.newId(),
        goBack: async (record, release) => {
          await releases.start(record, release, builtFile(release));
          const at = (await releases.ended(record.id))?.destinations[0];
          error = at?.error ?? error;
          return at?.phase === 'done';
        },
      });
      if (!isBack) return { ok: false, error };
      releases.tellSoon(id);
      const view = (await releases.list(Number.POSITIVE_INFINITY)).find((one) => one.id === id);
      return view === undefined ? GONE : ok(view);
    });
  }

  async #planned<T>(
    id: string,
    name: string,
    work: (withdrawal: Withdrawal, deps: Awaited<ReturnType<Releases['depsFor']>>) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    const { errorOf, planWithdrawal } = await import('../../destinations/index.ts');
    const records = await this.#parts.releases.records();
    const record = records.find((one) => one.id === id);
    const settings = record?.destinations.find((one) => one.settings.name === name)?.settings;
    if (record === undefined || settings === undefined) return GONE;
    const { version, packageId, folder } = record;
    try {
      const deps = await this.#parts.releases.depsOf(record, new AbortController().signal);
      return await work(await planWithdrawal({ settings, version, packageId, folder }, records, deps), deps);
    } catch (cause) {
      return { ok: false, error: errorOf(cause) };
    }
  }
}

const GONE = fail(fault('unknown_release.text'));
