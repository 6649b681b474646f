import type { Submission } from '../../../preload/contract.ts';
import { CommandFault, EXIT } from '../exit-codes.ts';
import { progressLine } from '../output/format.ts';
import { sayMessage } from '../output/say-main.ts';
import type { Terminal } from '../output/terminal.ts';
import type { TerminalApp } from '../terminal-app.ts';
import { isEnded, sentenceFor } from './submission-end.ts';

interface Follow {
  readonly app: Pick<TerminalApp, 'handlers' | 'onProgress' | 'onSubmission'>;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** Milliseconds after which the command stops waiting; the submission goes on at the next call. */
  readonly timeoutMs: number | undefined;
  /** Also while the registry refuses to tell, or says nothing: the author insists. */
  readonly wait?: boolean;
  /** How long a registry that says nothing is waited for, and how often one that refuses to tell is asked again. */
  readonly silenceMs?: number;
  readonly askAgainMs?: number;
}

/** A registry that has said nothing for a quarter of an hour says nothing in the next either. */
const SILENCE_MS = 15 * 60_000;
const ASK_AGAIN_MS = 60_000;

/**
 * Waits for the end of a submission, showing how it goes, or until there is nothing to wait for: the registry refuses to
 * tell, or is silent. Ctrl-C cancels it and says what is then true.
 */
export async function follow(id: string, how: Follow): Promise<Submission> {
  const { app, terminal } = how;
  const stopProgress = app.onProgress((progress) => {
    if (progress.id === id) terminal.progress(progressLine(progress));
  });
  const following = new Following(id, how);
  try {
    return await following.end;
  } finally {
    following.close();
    stopProgress();
    terminal.endProgress();
  }
}

class Following {
  readonly end: Promise<Submission>;
  readonly #id: string;
  readonly #how: Follow;
  readonly #resolve: (submission: Submission) => void;
  readonly #reject: (cause: unknown) => void;
  readonly #stopChanges: () => void;
  readonly #cancel = (): void => void this.#cancelled().catch((cause: unknown) => this.#reject(cause));
  readonly #timer: NodeJS.Timeout | undefined;
  #silence: NodeJS.Timeout | undefined;
  #again: NodeJS.Timeout | undefined;
  #said = '';

  constructor(id: string, how: Follow) {
    const { promise, resolve, reject } = Promise.withResolvers<Submission>();
    this.#id = id;
    this.#how = how;
    this.end = promise;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#stopChanges = how.app.onSubmission((submission) => this.#look(submission));
    if (how.timeoutMs !== undefined) this.#timer = setTimeout(() => void this.#giveUp(), how.timeoutMs);
    if (how.signal.aborted) this.#cancel();
    else how.signal.addEventListener('abort', this.#cancel, { once: true });
    void this.#now((submission) => this.#look(submission));
  }

  close(): void {
    for (const timer of [this.#timer, this.#silence, this.#again]) clearTimeout(timer);
    this.#how.signal.removeEventListener('abort', this.#cancel);
    this.#stopChanges();
  }

  #look(submission: Submission): void {
    if (submission.id !== this.#id) return;
    const sentence = sentenceFor(submission);
    if (sentence !== this.#said) this.#how.terminal.note(sentence);
    this.#said = sentence;
    if (isEnded(submission)) this.#resolve(submission);
    else if (submission.waitsForWord !== true) this.#watchSilence(submission);
    else if (this.#how.wait === true) this.#askAgain();
    else this.#resolve(submission);
  }

  /** Counts only from where the registry is asked and does not answer, and begins anew when it does. */
  #watchSilence({ state, error }: Submission): void {
    const silent = (state.phase === 'uncertain' || state.phase === 'processing') && error !== null;
    if (!silent || this.#how.wait === true) {
      clearTimeout(this.#silence);
      this.#silence = undefined;
      return;
    }
    this.#silence ??= setTimeout(() => void this.#giveUp(), this.#how.silenceMs ?? SILENCE_MS);
  }

  #askAgain(): void {
    if (this.#again !== undefined) return;
    this.#again = setTimeout(() => {
      this.#again = undefined;
      void this.#how.app.handlers.publish.resume({ id: this.#id });
    }, this.#how.askAgainMs ?? ASK_AGAIN_MS);
  }

  #giveUp(): Promise<void> {
    return this.#now(this.#resolve);
  }

  async #now(use: (submission: Submission) => void): Promise<void> {
    try {
      const found = await this.#how.app.handlers.publish.get({ id: this.#id });
      if (found.ok) use(found.value);
      else this.#reject(new CommandFault(EXIT.failed, found.error));
    } catch (cause) {
      this.#reject(cause);
    }
  }

  async #cancelled(): Promise<void> {
    const cancelled = await this.#how.app.handlers.publish.cancel({ id: this.#id });
    if (!cancelled.ok) throw new CommandFault(EXIT.cancelled, cancelled.error);
    this.#how.terminal.note(sayMessage(cancelled.value.said, cancelled.value.sentence));
    this.#resolve(cancelled.value.submission);
  }
}
