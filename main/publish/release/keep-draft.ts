import { isDeepStrictEqual } from 'node:util';
import type { Handlers, Nothing, Outcome } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import { SerialQueue } from '../../clock/index.ts';
import type { DraftStore } from '../ports.ts';

type KeepDraft = Handlers['publish']['keepDraft'];

/**
 * A page says which draft it typed over. If another page kept one meanwhile, nothing is overwritten: two tabs that hand
 * over in the same moment would each take the other's text for its own otherwise.
 */
export function keepingDrafts(drafts: DraftStore): KeepDraft {
  const queue = new SerialQueue();
  return ({ addonId, connectionId, draft, over }) =>
    queue.run(async (): Promise<Outcome<Nothing>> => {
      const there = over === undefined ? undefined : await drafts.get(addonId, connectionId);
      const isAnother = there !== undefined && !isDeepStrictEqual(there, over) && !isDeepStrictEqual(there, draft);
      if (isAnother) return { ok: false, error: fault('draft_changed.elsewhere') };
      await drafts.keep(addonId, connectionId, draft);
      return { ok: true, value: null };
    });
}
