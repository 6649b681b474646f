import type { Emitters, Handlers, Outcome, Submission } from '../../../preload/contract.ts';
import { done, fail } from '../../library/index.ts';
import type { Publisher } from '../../publish/index.ts';
import type { Lazy } from '../lazy.ts';
import type { Openers } from '../shell.ts';

/** The publisher answers in the contract's own shapes; here is only the way to it. */
export function publishHandlers(
  publisher: Lazy<Publisher>,
  openers: Openers,
  emit: Emitters['publish'],
  keepNotes: (sent: Submission) => Promise<void>,
): Handlers['publish'] {
  /** A history that cannot be opened (a newer one, or another window's) is an answer to every question about it. */
  const ask =
    <I, T>(question: (publisher: Publisher, input: I) => Promise<Outcome<T>>) =>
    async (input: I): Promise<Outcome<T>> => {
      const opened = await publisher.get().catch(historyFault);
      return 'error' in opened ? opened : question(opened, input);
    };

  return {
    startRelease: ask((it, input) => it.startRelease(input)),
    keepDraft: ask(async (it, input) => {
      const kept = await it.keepDraft(input);
      if (kept.ok) emit.draftKept(input);
      return kept;
    }),
    dropDraft: ask(async (it, input) => {
      const dropped = await it.dropDraft(input);
      if (dropped.ok) emit.draftKept({ ...input, draft: null });
      return dropped;
    }),
    check: ask((it, input) => it.check(input)),
    submit: ask(async (it, input) => {
      const sent = await it.submit(input);
      if (sent.ok && !input.dryRun) await keepNotes(sent.value);
      return sent;
    }),
    list: ask((it, input) => it.list(input)),
    get: ask((it, input) => it.get(input)),
    planRetry: ask((it, input) => it.planRetry(input)),
    retry: ask((it, input) => it.retry(input)),
    retryAllFailed: ask((it, input) => it.retryAllFailed(input)),
    cancel: ask((it, input) => it.cancel(input)),
    resume: ask((it, input) => it.resume(input)),
    dismiss: ask((it, input) => it.dismiss(input)),
    clearHistory: ask((it) => it.clearHistory()),
    async revealArchive({ id }) {
      const path = await ask((it, about: { readonly id: string }) => it.archivePath(about))({ id });
      if (!path.ok) return path;
      if (!openers.reveal)
        return fail('no_file_manager', `This window cannot open folders. The archive is ${path.value}.`);
      openers.reveal(path.value);
      return done;
    },
  };
}

function historyFault(cause: unknown): ReturnType<typeof fail> {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'history_unavailable';
  return fail(code, cause instanceof Error ? cause.message : String(cause), { retry: 'repeat' });
}
