import { randomUUID } from 'node:crypto';
import type { Emitters, Nothing, Outcome, Release, ReleaseStep } from '../../../preload/contract.ts';
import {
  hasReleaseFailed,
  isOverAt,
  isSuperseded,
  LOCAL_CONNECTION_ID,
  placesLeft,
} from '../../../preload/contract.ts';
import { fault, type Message, message } from '../../../preload/messages/index.ts';
import type { BuiltFile } from '../../archive/index.ts';
import type { Clock } from '../../clock/index.ts';
import type { ReleaseRecord, Release as ReleaseToSend, SiteCalls } from '../../destinations/index.ts';
import { type AddonList, done, fail, ok } from '../../library/index.ts';
import type { ReleaseLog } from '../../publish/index.ts';
import type { ActivityBoard } from '../reports/activity.ts';
import type { DestinationSecrets } from './destination-secrets.ts';
import { builtFile, type PackedReleases, PREFIX } from './packed-releases.ts';
import { type RegistryParts, registryCalls } from './registry-destination.ts';
import { ReleaseProgressMeter } from './release-progress.ts';
import { placesOfTesters, releaseView } from './release-view.ts';

export interface ReleasesParts extends RegistryParts {
  /** Loadmaster's own: which servers are trusted, and what git works in. */
  readonly dataFolder: string;
  readonly addonList: AddonList;
  readonly secrets: DestinationSecrets;
  readonly sites: SiteCalls;
  readonly packed: PackedReleases;
  readonly clock: Clock;
  readonly activity: ActivityBoard;
  readonly emit: Emitters['destinations'];
  warn(title: Message, text: Message): void;
  onFault(where: string, cause: unknown): void;
}

interface Running {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
  record: ReleaseRecord;
}

export interface RetryHow {
  /** At one destination; at all that are missing without it. */
  readonly name?: string | undefined;
  /** Of a depot that another machine's release has locked. */
  readonly takeOver?: boolean | undefined;
}

interface RunHow extends Pick<RetryHow, 'takeOver'> {
  readonly log: ReleaseLog;
}

const GONE = fail(fault('unknown_release.text'));

/** Releases to many destinations: those under way, and those the journal remembers. */
export class Releases {
  readonly #parts: ReleasesParts;
  readonly #running = new Map<string, Running>();
  #connections: ReadonlyMap<string, string> = new Map();
  #closing = false;

  constructor(parts: ReleasesParts) {
    this.#parts = parts;
  }

  /** After a start: what was interrupted is told, and archives that nobody needs go. */
  async open(): Promise<void> {
    const all = await this.records();
    await this.#learnConnections(all);
    for (const record of all) this.#parts.activity.release(this.#view(record, all));
    await this.#tellUnfinishedWithdrawals();
    await this.#parts.packed.sweep(new Set(all.map(({ archive }) => archive.path)));
    await this.#parts.packed.prune(await this.log());
  }

  async #tellUnfinishedWithdrawals(): Promise<void> {
    const { unfinishedWithdrawals } = await import('../../destinations/index.ts');
    for (const { record, destination } of unfinishedWithdrawals(await this.log()))
      this.#parts.warn(
        message('notice.notTakenBack', record.name, record.version, destination),
        message('notice.notTakenBackText'),
      );
  }

  async list(limit: number): Promise<Release[]> {
    const all = await this.records();
    await this.#learnConnections(all);
    return all
      .map((record) => this.#view(record, all))
      .reverse()
      .slice(0, limit);
  }

  newId(): string {
    return PREFIX + randomUUID();
  }

  /** Writes it down and begins; comes back at once. */
  /** What the journal has of it, step by step. */
  async steps(id: string): Promise<ReleaseStep[]> {
    return (await this.log()).steps(id).map(({ destination, at, step }) => ({ name: destination, at, step }));
  }

  async start(
    record: ReleaseRecord,
    release: ReleaseToSend,
    file: BuiltFile,
    { takeOver }: Pick<RetryHow, 'takeOver'> = {},
  ): Promise<Release> {
    await this.#learnConnections([record]);
    const before = await this.records();
    this.#run(record, release, file, { log: await this.log(), takeOver });
    // What testers had alone may be overtaken by this.
    for (const one of before) if (one.folder === record.folder && one.preRelease) this.tellSoon(one.id);
    return this.#view(record, [...before.filter(({ id }) => id !== record.id), record]);
  }

  /** Goes on with what is not there yet. */
  async retry(id: string, { name, takeOver }: RetryHow = {}): Promise<Outcome<Release>> {
    const all = await this.records();
    const record = all.find((one) => one.id === id);
    if (record === undefined) return GONE;
    if (this.#running.has(id)) return ok(this.#view(record, all));
    const left = placesLeft(record, all);
    const names = name === undefined ? left : left.filter((one) => one === name);
    const isWanted = record.destinations.some((one) => !isOverAt(one));
    if (names.length === 0 && isWanted) return fail(fault('superseded.text', record.name, record.version));
    const { recordForRetry, releaseOfRecord, errorOf } = await import('../../destinations/index.ts');
    try {
      const release = await releaseOfRecord(record);
      return ok(await this.start(recordForRetry(record, names), release, builtFile(release), { takeOver }));
    } catch (cause) {
      return { ok: false, error: errorOf(cause) };
    }
  }

  async retryAllFailed(): Promise<string[]> {
    const failed = (await this.list(Number.POSITIVE_INFINITY)).filter(hasReleaseFailed);
    const outcomes = await Promise.all(failed.map(({ id }) => this.retry(id)));
    return outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.id] : []));
  }

  /** What users see already stays. */
  async cancel(id: string): Promise<Outcome<Release>> {
    const running = this.#running.get(id);
    running?.stop.abort();
    await running?.ended;
    const all = await this.records();
    const record = all.find((one) => one.id === id);
    return record === undefined ? GONE : ok(this.#view(record, all));
  }

  /** Comes back when nothing of it runs any more. */
  async ended(id: string): Promise<ReleaseRecord | undefined> {
    await this.#running.get(id)?.ended;
    return (await this.records()).find((one) => one.id === id);
  }

  async dismiss(id: string): Promise<Outcome<Nothing>> {
    if (this.#running.has(id)) return fail(fault('still_under_way.text'));
    (await this.log()).remove(id);
    const ofOthers = new Set((await this.records()).map(({ archive }) => archive.path));
    await this.#parts.packed.forgetUnless(id, ofOthers);
    this.#parts.activity.releaseGone(id);
    this.#parts.emit.dismissed({ id });
    return done;
  }

  /** Ends without a word in the journal: the next start finds everything as it is, and goes on from there. */
  async close(): Promise<void> {
    this.#closing = true;
    const running = [...this.#running.values()];
    for (const { stop } of running) stop.abort();
    await Promise.allSettled(running.map(({ ended }) => ended));
  }

  depsOf(record: ReleaseRecord, signal: AbortSignal) {
    return this.depsFor(this.#addonOf(record), signal, { draft: record.draft });
  }

  /** What opening a destination takes. `asked`: the author wants it, and secrets may go where none was known before. */
  async depsFor(
    addonId: string | undefined,
    signal: AbortSignal,
    { draft = null, asked = true }: { readonly draft?: ReleaseRecord['draft']; readonly asked?: boolean } = {},
  ) {
    const { publishedIn, registryPort } = await import('../../destinations/index.ts');
    const { dataFolder, secrets } = this.#parts;
    return {
      signal,
      dataFolder,
      secret: secrets.reader(addonId ?? '', { asked }),
      published: publishedIn(await this.log()),
      registry: registryPort(registryCalls(this.#parts, { addonId, draft: draft ?? undefined }), dataFolder),
      sites: this.#parts.sites,
    };
  }

  #run(record: ReleaseRecord, release: ReleaseToSend, file: BuiltFile, how: RunHow): void {
    const { log } = how;
    const stop = new AbortController();
    const { onFault } = this.#parts;
    const ended = Promise.resolve()
      .then(() => this.#toTheEnd(record, release, file, { ...how, stop }))
      .catch((cause: unknown) => onFault('release', cause))
      .finally(async () => {
        this.#running.delete(record.id);
        if (!this.#closing) await this.#tell(record.id);
      });
    this.#running.set(record.id, { stop, ended, record });
    log.write({ id: record.id, ended: false, record: JSON.stringify(record) });
    this.#parts.packed.journalled(record.id);
    this.tellSoon(record.id);
  }

  async #toTheEnd(
    record: ReleaseRecord,
    release: ReleaseToSend,
    file: BuiltFile,
    { stop, log, takeOver }: RunHow & { readonly stop: AbortController },
  ): Promise<void> {
    const { runRelease } = await import('../../destinations/index.ts');
    const { packed, clock, emit } = this.#parts;
    const addonId = this.#addonOf(record);
    const meter = new ReleaseProgressMeter(record.id, clock.now.bind(clock), emit.progress);
    const letGo = addonId === undefined ? () => {} : packed.use(addonId, record.version, file);
    try {
      const ended = await runRelease(record, release, {
        ...(await this.depsOf(record, stop.signal)),
        log: { write: (entry, step) => this.#write(log, entry, step) },
        now: () => clock.now(),
        takeOver,
        onBytes: (name, count) => meter.add(name, count),
        onChange: () => this.tellSoon(record.id),
      });
      if (ended.destinations.every(isOverAt)) await packed.prune(log);
    } finally {
      letGo();
    }
  }

  /** Work that stops because the app ends is no failure: nothing is written of it. */
  #write(log: ReleaseLog, ...[entry, step]: Parameters<ReleaseLog['write']>): void {
    if (this.#closing) throw new Error('The app is closing.');
    log.write(entry, step);
  }

  tellSoon(id: string): void {
    this.#tell(id).catch((cause: unknown) => this.#parts.onFault('release', cause));
  }

  async #tell(id: string): Promise<void> {
    if (this.#closing) return;
    const all = await this.records();
    const record = all.find((one) => one.id === id);
    if (record === undefined) return;
    const view = this.#view(record, all);
    this.#parts.activity.release(view);
    this.#parts.emit.changed(view);
  }

  #view(record: ReleaseRecord, all: readonly ReleaseRecord[]): Release {
    return releaseView(record, {
      addonId: this.#addonOf(record),
      running: this.#running.has(record.id),
      superseded: isSuperseded(record, all),
      forTesters: placesOfTesters(record, all),
      connection: (registry) => this.#connections.get(registry),
    });
  }

  #addonOf({ folder }: ReleaseRecord): string | undefined {
    return this.#parts.addonList.knownAs(folder);
  }

  async #learnConnections(records: readonly ReleaseRecord[]): Promise<void> {
    const named = records.flatMap(({ destinations }) =>
      destinations.flatMap(({ settings }) => (settings.kind === 'xpkg' ? [settings.registry] : [])),
    );
    if (named.every((name) => this.#connections.has(name))) return;
    const all = await this.#parts.connections.list();
    this.#connections = new Map([
      [LOCAL_CONNECTION_ID, LOCAL_CONNECTION_ID],
      ...all.flatMap(({ id, name, baseUrl }): [string, string][] => [
        [baseUrl, id],
        [name, id],
        [id, id],
      ]),
    ]);
  }

  async log(): Promise<ReleaseLog> {
    return (await this.#parts.publisher.get()).releases;
  }

  async records(): Promise<ReleaseRecord[]> {
    const { loggedReleases } = await import('../../destinations/index.ts');
    return loggedReleases(await this.log());
  }
}
