import { contract, type Emitters, type Handlers, type Outcome, type Submission } from '../../../preload/contract.ts';
import { errorIn, fault, reasonOf } from '../../../preload/messages/index.ts';
import { done, fail } from '../../library/index.ts';
import type { Publisher } from '../../publish/index.ts';
import type { Lazy } from '../lazy.ts';
import type { Openers } from '../shell.ts';

type Calls = Handlers['publish'];
type PublisherCall = Exclude<keyof Calls, 'revealArchive'>;

/** The publisher answers in the contract's own shapes; here is only the way to it. */
export function publishHandlers(
  publisher: Lazy<Publisher>,
  openers: Openers,
  emit: Emitters['publish'],
  keepNotes: (sent: Submission) => Promise<void>,
): Calls {
  async function ask<T>(question: (opened: Publisher) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const opened = await publisher.get().catch(historyFault);
    return 'error' in opened ? opened : question(opened);
  }

  const forward = (name: PublisherCall) => (input: never) => ask<unknown>((opened) => opened[name](input));
  const forwarded = Object.fromEntries(PUBLISHER_CALLS.map((name) => [name, forward(name)]));

  return {
    ...(forwarded as Pick<Calls, PublisherCall>),
    async keepDraft(input) {
      const kept = await ask((opened) => opened.keepDraft(input));
      const { addonId, connectionId, draft, page } = input;
      if (kept.ok) emit.draftKept({ addonId, connectionId, draft, ...(page !== undefined && { page }) });
      return kept;
    },
    async dropDraft(input) {
      const dropped = await ask((opened) => opened.dropDraft(input));
      if (dropped.ok) emit.draftKept({ ...input, draft: null });
      return dropped;
    },
    async submit(input) {
      const sent = await ask((opened) => opened.submit(input));
      if (sent.ok && !input.dryRun) await keepNotes(sent.value);
      return sent;
    },
    async revealArchive({ id }) {
      const path = await ask((opened) => opened.archivePath({ id }));
      if (!path.ok) return path;
      if (!openers.reveal) return fail(fault('no_file_manager.archive', path.value));
      openers.reveal(path.value);
      return done;
    },
  };
}

const PUBLISHER_CALLS = Object.entries(contract.publish)
  .filter(([name, { kind }]) => kind === 'call' && name !== 'revealArchive')
  .map(([name]) => name as PublisherCall);

/** A history that cannot be opened (a newer one, or another window's) is an answer to every question about it. */
function historyFault(cause: unknown): ReturnType<typeof fail> {
  const error = errorIn(cause) ?? fault('history_unavailable.because', reasonOf(cause));
  return fail(error, { retry: 'repeat' });
}
