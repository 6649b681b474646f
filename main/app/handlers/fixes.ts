import type { Handlers } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import type { Fixes } from '../../addon/index.ts';
import { type AddonList, diskError, done, fail, ok, withKnown } from '../../library/index.ts';

interface Parts {
  readonly addonList: AddonList;
  readonly fixes: Fixes;
}

/** A fix is shown before it is done, and can be undone. */
export function fixHandlers({
  addonList,
  fixes,
}: Parts): Pick<Handlers['addons'], 'previewFix' | 'applyFix' | 'undoFix'> {
  return {
    previewFix: ({ id, findingId }) =>
      withKnown(addonList, id, async ({ findings }, { session }) => {
        const found = findings.find(({ finding }) => finding.id === findingId);
        if (!found?.fix) return fail(fault('unknown_fix.gone'), { retry: 'refresh' });
        try {
          return await fixes.show(session.folder, found.finding.message, await found.fix.steps());
        } catch (cause) {
          return diskError(cause, session.folder);
        }
      }),
    applyFix: ({ id, token }) =>
      withKnown(addonList, id, async (_known, { session }) => {
        if (fixes.rootOf(token) !== session.folder) return fail(fault('unknown_fix.old'));
        const applied = await fixes.apply(token);
        if (!applied.ok) return applied;
        await session.refresh();
        return ok({ undoId: applied.value.undoId });
      }),
    undoFix: ({ id, undoId }) =>
      withKnown(addonList, id, async (_known, { session }) => {
        if (fixes.rootOf(undoId) !== session.folder) return fail(fault('unknown_fix.undone'));
        const undone = await fixes.undo(undoId);
        if (!undone.ok) return undone;
        await session.refresh();
        return done;
      }),
  };
}
