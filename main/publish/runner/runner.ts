import { hasEnded, type Submission } from '../../../preload/contract.ts';
import { message } from '../../../preload/messages/index.ts';
import { type Entry, toSubmission } from '../journal/index.ts';
import { type Act, dueAt, type MachineEvent, transition } from '../machine/index.ts';
import { askRegistry } from './ask.ts';
import { buildRelease } from './build.ts';
import type { QueueDeps } from './deps.ts';
import { journalFailed, unexpected } from './faults.ts';
import { KeyedQueue } from './keyed-queue.ts';
import { sendAttempt } from './send.ts';
import type { Patch, SubmissionContext } from './submission-context.ts';

/** Not worth a write each: a restart asks anew in any case. */
const FLEETING: ReadonlySet<MachineEvent['type']> = new Set(['due', 'told']);

const BUILDER = 'builder';

/**
 * Runs the state machine of every submission: writes each step to the journal, then does what the step asks for. One
 * build at a time, and one upload at a time to each registry.
 */
export class Runner implements SubmissionContext {
  readonly deps: QueueDeps;
  readonly #builds: KeyedQueue;
  readonly #sends: KeyedQueue;
  readonly #timers = new Map<string, () => void>();
  readonly #work = new Map<string, AbortController>();
  readonly #asking = new Map<string, AbortController>();
  readonly #running = new Set<Promise<void>>();
  #marking: Promise<unknown> = Promise.resolve();
  readonly #watchers = new Set<() => void>();
  #closed = false;

  constructor(deps: QueueDeps) {
    this.deps = deps;
    this.#builds = new KeyedQueue((id) => this.#build(id));
    this.#sends = new KeyedQueue((id) => this.#send(id));
  }

  /** Takes up what an earlier process left. Asking goes on by itself; `goOn` also lets building and sending go on. */
  start(): void {
    for (const entry of this.deps.journal.all()) {
      if (hasEnded(entry.machine)) continue;
      this.dispatch(entry.id, { type: 'restarted' }, { attempts: endOpenAttempts(entry, this.deps.clock.now()) });
    }
    this.sweep();
  }

  add(entry: Entry): Entry {
    this.deps.journal.write(entry, 'submitted');
    this.#changed(entry);
    if (entry.machine.state.phase === 'queued') this.#builds.join(BUILDER, entry.id);
    return entry;
  }

  entry(id: string): Entry {
    const entry = this.deps.journal.get(id);
    if (entry === undefined) throw new Error(`no submission ${id}`);
    return entry;
  }

  dispatch(id: string, event: MachineEvent, patch: Patch = {}): Entry {
    const before = this.deps.journal.get(id);
    if (before === undefined) throw new Error(`no submission ${id}`);
    if (this.#closed) return before;
    const { clock, random, journal } = this.deps;
    const now = clock.now();
    const { machine, acts } = transition(before.machine, event, { now, random: random() });
    if (machine === before.machine && Object.keys(patch).length === 0) return before;
    const after: Entry = { ...before, ...patch, machine, updatedAt: now };
    const samePhase = machine.state.phase === before.machine.state.phase;
    try {
      if (samePhase && FLEETING.has(event.type)) journal.remember(after);
      else journal.write(after, event.type);
    } catch (cause) {
      return this.#unwritten(after, acts, cause);
    }
    this.#follow(after, acts);
    return after;
  }

  inLineForReprocess(first: Entry): Entry[] {
    return this.deps.journal.all().filter(({ id, connectionId, fileId, machine }) => {
      const ready = machine.state.phase === 'built' && machine.memory.route === 'reprocess' && !machine.interrupted;
      return ready && fileId !== null && id !== first.id && connectionId === first.connectionId;
    });
  }

  /** Nothing more will happen to it without the author. */
  isResting(id: string): boolean {
    const entry = this.deps.journal.get(id);
    if (entry === undefined || hasEnded(entry.machine)) return true;
    const { machine } = entry;
    if (this.#asking.has(id) || this.#work.has(id) || dueAt(machine) !== undefined) return false;
    const { phase } = machine.state;
    return machine.interrupted || phase === 'uncertain' || phase === 'processing';
  }

  /** Comes back at once or after a later step, when the condition holds. Throws the signal's reason. */
  until(condition: () => boolean, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!signal?.aborted && !condition()) return;
        this.#watchers.delete(look);
        signal?.removeEventListener('abort', look);
        if (signal?.aborted) reject(signal.reason);
        else resolve();
      };
      this.#watchers.add(look);
      signal?.addEventListener('abort', look, { once: true });
      look();
    });
  }

  submission(entry: Entry): Submission {
    return toSubmission(entry, this.deps.planLocally(entry));
  }

  remove(ids: readonly string[]): void {
    this.deps.journal.remove(ids);
    for (const id of ids) {
      this.#setTimer(id, undefined);
      this.deps.events.dismissed(id);
    }
    this.sweep();
  }

  /** Throws away the archives nobody needs. With entries that could not be read, nobody knows what they need. */
  sweep(): void {
    const { journal, sendStore } = this.deps;
    if (journal.unreadable > 0) return;
    const named = () => {
      const all = journal.all().flatMap(({ machine: { archive, memory } }) => (archive ? [{ archive, memory }] : []));
      return {
        needed: new Set(all.filter(({ memory }) => memory.archiveKept).map(({ archive }) => archive.sha256)),
        known: new Set(all.map(({ archive }) => archive.sha256)),
      };
    };
    this.#background(sendStore.sweep(named));
  }

  /** Resolves when what follows from every version that is processed by now has been done, its draft dropped among it. */
  async whenMarked(): Promise<void> {
    await this.#marking;
  }

  /** Ends without a word to the journal: the next process finds everything as it is now. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const cancel of this.#timers.values()) cancel();
    for (const controller of [...this.#work.values(), ...this.#asking.values()]) controller.abort();
    await Promise.allSettled([this.#builds.close(), this.#sends.close(), ...this.#running]);
  }

  /** What could not be noted is not done; what has happened already is at least shown. */
  #unwritten(after: Entry, acts: readonly Act[], cause: unknown): Entry {
    const mayNot = acts.includes('send') || acts.includes('queue-send') || acts.includes('build');
    const { machine } = after;
    const error = journalFailed(cause);
    const stopped = { ...machine, state: { phase: 'stopped' } as const, error, interrupted: false };
    const shown: Entry = mayNot ? { ...after, machine: stopped } : after;
    this.deps.journal.remember(shown);
    this.#follow(shown, mayNot ? [] : acts);
    return shown;
  }

  #follow(entry: Entry, acts: readonly Act[]): void {
    const { id, machine } = entry;
    this.#setTimer(id, dueAt(machine));
    const { phase } = machine.state;
    if (phase !== 'uncertain' && phase !== 'processing') this.#stopAsking(id);
    if (phase !== 'building' && phase !== 'sending') this.deps.events.endProgress(id);
    this.#changed(entry);
    for (const act of acts) this.#perform(act, entry);
    if (phase === 'queued' && !machine.interrupted) this.#builds.join(BUILDER, id);
    if (hasEnded(machine)) this.#afterEnd();
    for (const look of [...this.#watchers]) look();
  }

  #perform(act: Act, entry: Entry): void {
    const { id } = entry;
    switch (act) {
      case 'build':
      case 'send':
        // Done by the queue that asked for it, which waits for its end.
        return;
      case 'queue-send':
        this.#background(this.#joinSends(entry));
        return;
      case 'ask':
        this.#ask(id);
        return;
      case 'abort-work':
        this.#builds.leave(id);
        this.#sends.leave(id);
        this.#work.get(id)?.abort();
        return;
      case 'mark-version':
        this.#markVersion(entry);
        return;
    }
  }

  async #joinSends({ id, connectionId }: Entry): Promise<void> {
    const registry = await this.deps.clients.registryOf(connectionId);
    if (!this.#closed && this.deps.journal.get(id)?.machine.state.phase === 'built') this.#sends.join(registry, id);
  }

  async #build(id: string): Promise<void> {
    if (this.#closed || this.deps.journal.get(id)?.machine.state.phase !== 'queued') return;
    if (this.dispatch(id, { type: 'build-begins' }).machine.state.phase !== 'building') return;
    await this.#worked(id, (signal) => buildRelease(this, id, signal), 'build-failed');
  }

  async #send(id: string): Promise<void> {
    if (this.#closed || this.deps.journal.get(id)?.machine.state.phase !== 'built') return;
    await this.#worked(id, (signal) => sendAttempt(this, id, signal), 'lost');
  }

  async #worked(
    id: string,
    work: (signal: AbortSignal) => Promise<void>,
    onThrow: 'build-failed' | 'lost',
  ): Promise<void> {
    const controller = new AbortController();
    this.#work.set(id, controller);
    try {
      await work(controller.signal);
    } catch (cause) {
      if (this.#closed) return;
      const error = unexpected(cause);
      // Nothing is known about a send that failed in our own hands, so it is treated as one that may have arrived.
      if (onThrow === 'lost') this.dispatch(id, { type: 'lost', error, complete: true, left: true, waitMs: 0 });
      else this.dispatch(id, { type: 'build-failed', error });
    } finally {
      this.#work.delete(id);
    }
  }

  /** One question at a time, and only the answer to the latest counts: an old "no" says nothing about a new attempt. */
  #ask(id: string): void {
    this.#stopAsking(id);
    const controller = new AbortController();
    this.#asking.set(id, controller);
    const asked = askRegistry(this, id, controller.signal).then(({ told, patch }) => {
      if (this.#asking.get(id) !== controller || this.#closed) return;
      this.#asking.delete(id);
      this.dispatch(id, { type: 'told', told }, patch);
    });
    this.#background(asked);
  }

  #stopAsking(id: string): void {
    this.#asking.get(id)?.abort();
    this.#asking.delete(id);
  }

  #markVersion(entry: Entry): void {
    if (entry.addonId === null) return;
    const { state } = entry.machine;
    const mark = {
      connectionId: entry.connectionId,
      packageId: entry.packageId,
      version: entry.version,
      status: state.phase === 'failed' ? state.status : state.phase,
      at: entry.updatedAt,
      archiveSha256: entry.machine.memory.ours ? entry.machine.archive?.sha256 : undefined,
    };
    const { addonId, connectionId } = entry;
    const marking = this.deps.onPublished(addonId, connectionId, mark);
    this.#marking = Promise.allSettled([this.#marking, marking]);
    this.#background(marking);
  }

  #setTimer(id: string, at: number | undefined): void {
    this.#timers.get(id)?.();
    this.#timers.delete(id);
    if (at === undefined) return;
    const { clock } = this.deps;
    const wake = () => {
      this.#timers.delete(id);
      if (this.deps.journal.get(id)) this.dispatch(id, { type: 'due' });
    };
    // A clock that was set back must not turn a minute into a day.
    const wait = Math.min(Math.max(0, at - clock.now()), LONGEST_WAIT_MS);
    this.#timers.set(id, clock.setTimer(wait, wake));
  }

  #afterEnd(): void {
    const over = this.deps.journal.overLimit();
    if (over.length > 0) this.remove(over);
    else this.sweep();
  }

  #changed(entry: Entry): void {
    this.deps.events.changed(entry.id, () => this.submission(this.deps.journal.get(entry.id) ?? entry));
  }

  /** Work whose failure must not end the app: it is reported as a warning of the process. */
  #background(work: Promise<void>): void {
    const watched: Promise<void> = work
      .catch((cause: unknown) => process.emitWarning(cause instanceof Error ? cause : String(cause)))
      .finally(() => this.#running.delete(watched));
    this.#running.add(watched);
  }
}

/** The longest wait there is: a registry may ask for an hour. */
const LONGEST_WAIT_MS = 61 * 60_000;

function endOpenAttempts(entry: Entry, endedAt: number): Entry['attempts'] {
  return entry.attempts.map((attempt) =>
    attempt.endedAt === null ? { ...attempt, endedAt, said: message('attempt.interrupted') } : attempt,
  );
}
