import { existsSync } from 'node:fs';
import type { Emitters, Handlers, Release, Submission } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import { type AddonList, done, fail, ok, withKnown } from '../../library/index.ts';
import type { Lazy } from '../lazy.ts';
import type { Releasing } from '../releases/open-releases.ts';
import type { Openers } from '../shell.ts';

interface Parts {
  readonly addonList: AddonList;
  readonly releasing: Lazy<Releasing>;
  readonly emit: Emitters['destinations'];
  readonly openers: Openers;
  readonly keepNotes: (sent: Release & Pick<Submission, 'draft'>) => Promise<void>;
}

/** Where releases go, what is there, and what is on its way. */
export function destinationHandlers({
  addonList,
  releasing,
  emit,
  openers,
  keepNotes,
}: Parts): Handlers['destinations'] {
  const ask =
    <I, O>(question: (releasing: Releasing, input: I) => Promise<O>) =>
    async (input: I): Promise<O> =>
      question(await releasing.get(), input);

  return {
    detect: ({ addonId }) =>
      withKnown(addonList, addonId, async (_, { session }) => {
        const { detectDestinations } = await import('../../destinations/index.ts');
        return ok(await detectDestinations(session.folder));
      }),
    list: ask(({ listing }, { addonId }) => listing.list(addonId)),
    save: ask(({ listing }, input) => listing.save(input)),
    reveal: ask(async ({ listing }, { addonId, name }) => {
      const folder = await listing.folderOf(addonId, name);
      if (!folder.ok) return folder;
      if (!openers.reveal) return fail(fault('no_file_manager.destination', folder.value));
      // A file manager says nothing of a folder that the first release has yet to make.
      if (!existsSync(folder.value)) return fail(fault('no_folder.notOne', folder.value));
      openers.reveal(folder.value);
      return done;
    }),
    remove: ask(({ listing }, { addonId, name }) => listing.remove(addonId, name)),
    test: ask(({ probe }, input) => probe.test(input)),
    trust: ask(({ probe }, { fingerprint }) => probe.trust(fingerprint)),
    versions: ask(({ probe }, { addonId }) => probe.versions(addonId)),
    plan: ask(({ beginning }, input) => beginning.plan({ ...input, registry: input.registry ?? undefined })),
    stopPlan: ask(async ({ beginning }, { addonId }) => {
      beginning.stopPlan(addonId);
      return done;
    }),
    release: ask(async ({ beginning }, input) => {
      const begun = await beginning.release({ ...input, registry: input.registry ?? undefined });
      if (begun.ok) await keepNotes({ ...begun.value, draft: input.draft });
      return begun;
    }),
    releases: ask(async ({ releases }, { limit }) => ok(await releases.list(limit))),
    log: ask(async ({ releases }, { id }) => ok(await releases.steps(id))),
    retry: ask(({ releases }, { id, ...how }) => releases.retry(id, how)),
    retryAllFailed: ask(async ({ releases }) => ok({ started: await releases.retryAllFailed() })),
    planWithdrawal: ask(({ withdrawing }, { id, name }) => withdrawing.plan(id, name)),
    withdraw: ask(({ withdrawing }, { id, name }) => withdrawing.withdraw(id, name)),
    planPromotion: ask(({ promoting }, { id }) => promoting.plan(id)),
    promote: ask(({ promoting }, { id }) => promoting.promote(id)),
    cancel: ask(({ releases }, { id }) => releases.cancel(id)),
    dismiss: ask(({ releases }, { id }) => releases.dismiss(id)),
    ...depotHandlers(emit),
  };
}

/** A newer question ends an older one. */
function depotHandlers(
  emit: Emitters['destinations'],
): Pick<Handlers['destinations'], 'checkDepot' | 'stopDepotCheck'> {
  let under: AbortController | undefined;
  return {
    async checkDepot({ where, previous, listsOnly }) {
      const { checkDepot, errorOf } = await import('../../destinations/index.ts');
      under?.abort();
      const mine = new AbortController();
      under = mine;
      let toldAt = 0;
      try {
        const report = await checkDepot(where, {
          signal: mine.signal,
          previous,
          listsOnly,
          onProgress({ files, listed, bytes }) {
            if (Date.now() - toldAt < TELL_EVERY_MS || mine.signal.aborted) return;
            toldAt = Date.now();
            emit.depotProgress({ files, listed, bytes });
          },
        });
        const findings = report.findings.map((one) => ({ ...one, examples: [...one.examples] }));
        return ok({ ...report, name: report.name ?? null, version: report.version ?? null, findings });
      } catch (cause) {
        if (mine.signal.aborted) return { ok: false, error: fault('cancelled.check') };
        return { ok: false, error: errorOf(cause) };
      }
    },
    async stopDepotCheck() {
      under?.abort();
      return done;
    },
  };
}

const TELL_EVERY_MS = 100;
