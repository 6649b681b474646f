import type { Nothing, Outcome } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import type { Reply } from '../client/index.ts';

/** Whether the registry has it as it should be; undefined when it cannot be seen. */
type Look = () => Promise<boolean | undefined>;

/**
 * Changes what is stored, and only that: the original registry answers 401 or 500 to a change that changes nothing. Where
 * the answer is one of those, what is stored decides, not the answer.
 */
export async function saveChanged(isStored: Look, send: () => Promise<Reply<undefined>>): Promise<Outcome<Nothing>> {
  const before = await isStored();
  if (before === true) return DONE;
  const reply = await send();
  if (reply.kind === 'ok') return DONE;
  const unclear = reply.kind === 'unanswered' || (reply.kind === 'refused' && reply.httpStatus === 401);
  if (!unclear) return { ok: false, error: reply.error };
  if ((await isStored()) === true) return DONE;
  if (reply.kind !== 'refused' || before === undefined) return { ok: false, error: reply.error };
  // The token is one, and sees this very version: it is this change that it may not make.

  return { ok: false, error: fault('change_refused.text') };
}

const DONE: Outcome<Nothing> = { ok: true, value: null };
