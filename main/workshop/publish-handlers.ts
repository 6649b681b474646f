import type { Handlers } from '../../preload/contract.ts';
import type { Publisher } from '../publish/index.ts';
import type { Lazy } from './lazy.ts';
import { done, fail } from './outcomes.ts';
import type { Openers } from './shell.ts';

/** The publisher answers in the contract's own shapes; here is only the way to it. */
export function publishHandlers(publisher: Lazy<Publisher>, openers: Openers): Handlers['publish'] {
  const ask =
    <I, O>(question: (publisher: Publisher, input: I) => Promise<O>) =>
    async (input: I): Promise<O> =>
      question(await publisher.get(), input);

  return {
    startRelease: ask((it, input) => it.startRelease(input)),
    keepDraft: ask((it, input) => it.keepDraft(input)),
    dropDraft: ask((it, input) => it.dropDraft(input)),
    check: ask((it, input) => it.check(input)),
    submit: ask((it, input) => it.submit(input)),
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
      const path = await (await publisher.get()).archivePath({ id });
      if (!path.ok) return path;
      if (!openers.reveal)
        return fail('no_file_manager', `This window cannot open folders. The archive is ${path.value}.`);
      openers.reveal(path.value);
      return done;
    },
  };
}
