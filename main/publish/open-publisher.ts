import { join } from 'node:path';
import {
  type AppError,
  type FormFault,
  hasEnded,
  type LogLine,
  mayBeRetried,
  type Nothing,
  type Outcome,
  type RetryPlan,
  type Submission,
} from '../../preload/contract.ts';
import { fault } from '../../preload/messages/index.ts';
import { checkRelease, normalizeVersion } from '../../protocol/index.ts';
import { type Clock, systemClock } from '../clock/index.ts';
import { RegistryClients } from './client/index.ts';
import {
  type Entry,
  isAbout,
  Journal,
  journalProblems,
  latestUnresolved,
  newestElsewhere,
  type ReleaseLog,
} from './journal/index.ts';
import type { PublishMark } from './ports.ts';
import type { Publisher, PublisherOptions, ReleaseTarget, SubmitRequest, VersionTarget } from './publisher.ts';
import { checkOnRegistry } from './release/check.ts';
import { formFaults, idFaults } from './release/form-faults.ts';
import { keepingDrafts } from './release/keep-draft.ts';
import { startRelease } from './release/start.ts';
import { TakenVersions } from './release/taken-versions.ts';
import { planLocally } from './retry/facts.ts';
import { planRetry, type RetryDeps, retryVersion } from './retry/retry.ts';
import { retryAllFailed } from './retry/retry-all.ts';
import { cancelSubmission } from './runner/cancel.ts';
import { PublisherEvents, type PublisherListener } from './runner/events.ts';
import { archiveFault, journalFailed, noAddon } from './runner/faults.ts';
import { newEntry } from './runner/new-entry.ts';
import { Runner } from './runner/runner.ts';
import { SendStore } from './runner/send-store.ts';

const HISTORY_LIMIT = 500;
const NOTHING: Outcome<Nothing> = { ok: true, value: null };

/** Opens the journal, takes up what an earlier run left, and serves. Throws JournalError when the journal cannot be had. */
export async function openPublisher(options: PublisherOptions): Promise<Publisher> {
  const clock = options.clock ?? systemClock;
  const clients = options.clients ?? new RegistryClients({ connections: options.connections, clock });
  const archives = join(options.folder, 'archives');
  const journal = new Journal({
    path: join(options.folder, 'journal.db'),
    archives,
    historyLimit: options.historyLimit ?? HISTORY_LIMIT,
    maxPages: options.journalPages,
  });
  const sendStore = new SendStore(archives, { spareUnnamed: journal.endedBadly });
  journal.doubtWithoutArchive((sha256) => sendStore.has(sha256));
  const taken = await TakenVersions.open(join(options.folder, 'taken-versions.json'), () => journal.all());
  const events = new PublisherEvents(clock);
  const addonKnown = ({ addonId }: Entry) => addonId !== null && options.addons.summary(addonId) !== undefined;
  const runner = new Runner({
    journal,
    sendStore,
    clients,
    taken,
    builder: options.builder,
    addons: options.addons,
    clock,
    random: options.random ?? Math.random,
    events,
    planLocally: (entry) => planLocally(entry, addonKnown(entry)),
    onPublished: (addonId, connectionId, mark) => published(options, addonId, connectionId, mark),
  });
  runner.start();
  return new OpenPublisher(options, { runner, journal, clients, events, clock });
}

/** The draft of a published version has done its work; the next form starts from the version itself. */
async function published(options: PublisherOptions, addonId: string, connectionId: string, mark: PublishMark) {
  await options.addons.markPublished(addonId, mark);
  if (mark.status !== 'processed') return;
  const draft = await options.drafts.get(addonId, connectionId);
  const drafted = draft && normalizeVersion(draft.packageVersion);
  if (drafted?.ok && drafted.value.canonical === mark.version) await options.drafts.drop(addonId, connectionId);
}

interface Parts {
  readonly runner: Runner;
  readonly journal: Journal;
  readonly clients: RegistryClients;
  readonly events: PublisherEvents;
  readonly clock: Clock;
}

class OpenPublisher implements Publisher {
  readonly problems: readonly AppError[];
  readonly clients: RegistryClients;
  readonly releases: ReleaseLog;
  readonly keepDraft: Publisher['keepDraft'];
  readonly #options: PublisherOptions;
  readonly #runner: Runner;
  readonly #journal: Journal;
  readonly #events: PublisherEvents;
  readonly #clock: Clock;
  readonly #retryDeps: RetryDeps;

  constructor(options: PublisherOptions, { runner, journal, clients, events, clock }: Parts) {
    this.#options = options;
    this.#runner = runner;
    this.#journal = journal;
    this.#events = events;
    this.#clock = clock;
    this.clients = clients;
    this.keepDraft = keepingDrafts(options.drafts);
    this.releases = journal.releases;
    this.problems = journalProblems(journal);
    const find: RetryDeps['find'] = (connectionId, packageId, version) =>
      this.#journal.all().findLast((entry) => isAbout(entry, connectionId, packageId, version));
    this.#retryDeps = { runner, drafts: options.drafts, find };
  }

  async startRelease(target: ReleaseTarget) {
    const { drafts, addons } = this.#options;
    const summary = addons.summary(target.addonId);
    if (summary === undefined) return { ok: false, error: noAddon() } as const;
    const client = await this.clients.for(target.connectionId);
    // Whoever hears that a version is processed may ask at once: its draft is on its way out then.
    await this.#runner.whenMarked();
    const taken = this.#runner.deps.taken.on(target.connectionId);
    const value = await startRelease(
      { drafts, addons, taken, elsewhere: (at) => newestElsewhere(this.#journal.all(), at) ?? null },
      target,
      summary,
      client.ok ? client.value : client.error,
    );
    return { ok: true, value } as const;
  }

  async dropDraft({ addonId, connectionId }: ReleaseTarget) {
    await this.#options.drafts.drop(addonId, connectionId);
    return NOTHING;
  }

  async check({ addonId, connectionId, draft }: Parameters<Publisher['check']>[0]): Promise<Outcome<FormFault[]>> {
    const held = idFaults(this.#options.addons, addonId, draft);
    const client = await this.clients.for(connectionId);
    const taken = this.#runner.deps.taken.on(connectionId);
    const online = await checkOnRegistry(client.ok ? client.value : undefined, draft, { taken });
    return { ok: true, value: [...formFaults(draft), ...held, ...online] };
  }

  async submit(request: SubmitRequest): Promise<Outcome<Submission>> {
    const addon = this.#options.addons.summary(request.addonId);
    if (addon === undefined) return { ok: false, error: noAddon() };
    const client = await this.clients.for(request.connectionId);
    if (!client.ok) return client;
    const form = checkRelease(request.draft);
    const [held] = idFaults(this.#options.addons, request.addonId, request.draft);
    if (held) return { ok: false, error: held };
    if (!form.ok) {
      const [first] = formFaults(request.draft);
      return { ok: false, error: first ?? fault('invalid_form.text') };
    }
    const entry = newEntry(request, form.value, addon, this.#clock.now());
    await this.#learnRegistries();
    const rival = this.#rivalOf(entry);
    if (rival) return { ok: false, error: underWay(rival) };
    try {
      return { ok: true, value: this.#runner.submission(this.#runner.add(entry)) };
    } catch (cause) {
      return { ok: false, error: journalFailed(cause) };
    }
  }

  async list({ limit }: { readonly limit: number }): Promise<Outcome<Submission[]>> {
    const newest = this.#journal.all().slice(-limit).reverse();
    return { ok: true, value: newest.map((entry) => this.#runner.submission(entry)) };
  }

  async get({ id }: { readonly id: string }): Promise<Outcome<Submission>> {
    return this.#with(id, (entry) => this.#runner.submission(entry));
  }

  async log({ id }: { readonly id: string }): Promise<Outcome<LogLine[]>> {
    return this.#with(id, () => this.#journal.transitions(id));
  }

  async planRetry(target: VersionTarget): Promise<Outcome<RetryPlan>> {
    return planRetry(this.#retryDeps, target);
  }

  async retry(target: VersionTarget): Promise<Outcome<Submission>> {
    return retryVersion(this.#retryDeps, target);
  }

  async retryAllFailed({ connectionId }: { readonly connectionId?: string | undefined }) {
    const failed = latestUnresolved(this.#journal.all()).filter(
      (entry) => mayBeRetried(entry.machine) && (connectionId === undefined || entry.connectionId === connectionId),
    );
    const connectionIds = connectionId ? [connectionId] : [...new Set(failed.map((entry) => entry.connectionId))];
    return retryAllFailed(this.#retryDeps, failed, connectionIds);
  }

  async cancel({ id }: { readonly id: string }) {
    return this.#journal.get(id) ? cancelSubmission(this.#runner, id) : unknownSubmission();
  }

  async resume({ id }: { readonly id: string }): Promise<Outcome<Submission>> {
    return this.#with(id, () => this.#runner.submission(this.#runner.dispatch(id, { type: 'resume' })));
  }

  async dismiss({ id }: { readonly id: string }): Promise<Outcome<Nothing>> {
    const entry = this.#journal.get(id);
    if (entry === undefined) return NOTHING;
    if (!hasEnded(entry.machine)) {
      return { ok: false, error: fault('still_under_way.text') };
    }
    this.#runner.remove([id]);
    return NOTHING;
  }

  async clearHistory(): Promise<Outcome<Nothing>> {
    const ended = this.#journal.all().filter((entry) => hasEnded(entry.machine));
    this.#runner.remove(ended.map(({ id }) => id));
    return NOTHING;
  }

  async archivePath({ id }: { readonly id: string }): Promise<Outcome<string>> {
    const machine = this.#journal.get(id)?.machine;
    if (!machine?.archive || !machine.memory.archiveKept) return { ok: false, error: archiveFault('gone') };
    return { ok: true, value: this.#runner.deps.sendStore.pathOf(machine.archive.sha256) };
  }

  subscribe(listener: PublisherListener): () => void {
    return this.#events.subscribe(listener);
  }

  async whenResting(id: string, signal?: AbortSignal): Promise<Submission> {
    await this.#runner.until(() => this.#runner.isResting(id), signal);
    return this.#runner.submission(this.#runner.entry(id));
  }

  connectionChanged(connectionId: string): void {
    for (const { id, connectionId: its, machine } of this.#journal.all()) {
      const { phase } = machine.state;
      if (its !== connectionId || machine.interrupted || (phase !== 'uncertain' && phase !== 'processing')) continue;
      this.#runner.dispatch(id, { type: 'resume' });
    }
  }

  registryEmptied(connectionId: string): void {
    const ended = this.#journal.all().filter((one) => one.connectionId === connectionId && hasEnded(one.machine));
    this.#runner.remove(ended.map(({ id }) => id));
    this.#runner.deps.taken.forget(connectionId);
  }

  async close(): Promise<void> {
    await this.#runner.close();
    await this.#runner.deps.taken.settled();
    this.#events.close();
    if (this.#options.clients === undefined) this.clients.close();
    this.#journal.close();
  }

  #with<T>(id: string, use: (entry: Entry) => T): Outcome<T> {
    const entry = this.#journal.get(id);
    return entry === undefined ? unknownSubmission() : { ok: true, value: use(entry) };
  }

  /** So that two connections to one registry are known to be the same. */
  async #learnRegistries(): Promise<void> {
    const active = this.#journal.all().filter(({ machine }) => !hasEnded(machine));
    await Promise.all(
      [...new Set(active.map(({ connectionId }) => connectionId))].map((id) => this.clients.registryOf(id)),
    );
  }

  /** Two uploads of one version in flight would make two of it on some registries (and fail on the others). */
  #rivalOf(entry: Entry): Entry | undefined {
    if (entry.machine.dryRun) return undefined;
    const registry = this.clients.lastRegistryOf(entry.connectionId);
    return this.#journal
      .all()
      .find(
        (other) =>
          !hasEnded(other.machine) &&
          !other.machine.dryRun &&
          other.packageId === entry.packageId &&
          other.version === entry.version &&
          this.clients.lastRegistryOf(other.connectionId) === registry,
      );
  }
}

function underWay({ packageId, version }: Entry): AppError {
  return { ...fault('already_under_way.text', packageId, version), field: 'packageVersion' };
}

function unknownSubmission(): { readonly ok: false; readonly error: AppError } {
  return { ok: false, error: fault('no_submission.text') };
}
