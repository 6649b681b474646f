import { isOpenAt } from '../../../preload/contract/phases.ts';
import type { AppError, DestinationPhase, DestinationSettings } from '../../../preload/contract.ts';
import { fault, reasonOf } from '../../../preload/messages/index.ts';
import type { ReleaseLog } from '../../publish/index.ts';
import { CarrierError } from '../carriers/carrier-error.ts';
import {
  type Destination,
  DestinationError,
  type DestinationLink,
  type DestinationPlan,
  type FlipTurn,
  type Release,
} from '../destination.ts';
import { type DestinationDeps, openDestination } from '../open-destination.ts';
import { refuseOvertaken } from './overtaken.ts';
import { type DestinationProgress, isEnded, type ReleaseRecord } from './record.ts';

export interface RunOptions extends DestinationDeps {
  readonly log: Pick<ReleaseLog, 'write'>;
  readonly now: () => number;
  /** Told after each step is in the journal. */
  readonly onChange?: ((record: ReleaseRecord) => void) | undefined;
  readonly onBytes?: ((name: string, count: number) => void) | undefined;
}

/** How often a step is done again by itself when what went wrong may pass. */
const TRIES = 3;
const TURNS: readonly FlipTurn[] = ['reversible', 'final', 'follower', 'announcement'];

export interface Planned {
  readonly settings: DestinationSettings;
  readonly plan: DestinationPlan | undefined;
  readonly error: AppError | undefined;
}

/** What a release would do, everywhere. Changes nothing. `onPlanned` hears of each place at once: one may be slow. */
export async function planRelease(
  release: Release,
  settings: readonly DestinationSettings[],
  options: DestinationDeps,
  onPlanned: (planned: Planned) => void = () => {},
): Promise<Planned[]> {
  return Promise.all(
    settings.map(async (one) => {
      const planned = await planAt(release, one, options);
      onPlanned(planned);
      return planned;
    }),
  );
}

async function planAt(release: Release, settings: DestinationSettings, options: DestinationDeps): Promise<Planned> {
  let destination: Destination | undefined;
  try {
    destination = await openDestination(release, settings, options);
    return { settings, plan: await destination.plan({ signal: options.signal }), error: undefined };
  } catch (cause) {
    const { aborted, reason } = options.signal;
    const isLate = aborted && reason instanceof DOMException && reason.name === 'TimeoutError';
    return { settings, plan: undefined, error: isLate ? fault('timed_out.text', settings.name) : errorOf(cause) };
  } finally {
    await destination?.dispose();
  }
}

/**
 * Brings a release to every destination that does not have it: asks, stages everywhere, flips what can be taken back, then what
 * cannot, then what tells of the others. Each step is in the journal before it is done; one that fails stops none of the others.
 */
export async function runRelease(start: ReleaseRecord, release: Release, options: RunOptions): Promise<ReleaseRecord> {
  const run = new Run(start, release, options);
  try {
    await run.openAll();
    await run.each(undefined, (name) => run.stage(name));
    for (const turn of TURNS) {
      // A text that tells of the others tells of what users see.
      if (turn === 'announcement') await run.verified();
      await run.each(turn, (name) => run.flip(name));
    }
    await run.verified();
    return run.record;
  } finally {
    await run.close();
  }
}

class Run {
  record: ReleaseRecord;
  readonly #release: Release;
  readonly #options: RunOptions;
  readonly #open = new Map<string, Destination>();
  readonly #verifying: Promise<void>[] = [];

  constructor(record: ReleaseRecord, release: Release, options: RunOptions) {
    this.record = record;
    this.#release = release;
    this.#options = options;
  }

  async openAll(): Promise<void> {
    await this.each(undefined, async (name) => {
      this.#open.set(name, await openDestination(this.#release, this.#at(name).settings, this.#options));
    });
  }

  /** For every destination that is still on its way. What is thrown is its own failure. */
  async each(turn: FlipTurn | undefined, work: (name: string) => Promise<void>): Promise<void> {
    const names = this.record.destinations
      .filter(isOpenAt)
      .map(({ settings }) => settings.name)
      .filter((name) => turn === undefined || this.#open.get(name)?.turn === turn);
    await Promise.all(names.map((name) => this.#orFailed(name, () => work(name))));
  }

  async #orFailed(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      if (cause instanceof JournalFailed) throw cause.cause;
      const error = errorOf(cause);
      const again = isPassing(cause) || this.#options.signal.aborted;
      this.#move(name, again ? 'failed' : 'refused', error);
    }
  }

  /** Everything that flipped so far was read back, or is told. */
  async verified(): Promise<void> {
    await Promise.all(this.#verifying.splice(0));
  }

  async stage(name: string): Promise<void> {
    const destination = this.#open.get(name);
    if (destination === undefined) return;
    const call = this.#call(name);
    const standing = await this.#repeated(() => destination.ask(call));
    if (standing.is === 'different') throw new DestinationError(standing.error);
    // What flipped before a crash is read back like everything else.
    if (standing.is === 'published') return;
    await this.#repeated(() => this.#refuseOvertaken(name, destination));
    this.#move(name, 'staging');
    await this.#repeated(() => destination.stage(call));
    this.#move(name, 'staged');
  }

  async flip(name: string): Promise<void> {
    const destination = this.#open.get(name);
    if (destination === undefined) return;
    const call = this.#call(name);
    if ((await this.#repeated(() => destination.ask(call))).is !== 'published') {
      this.#move(name, 'flipping');
      await this.#repeated(async () => {
        await this.#refuseOvertaken(name, destination);
        await destination.flip(call, this.#links());
      });
    }
    this.#move(name, 'verifying');
    // A cache on the way may answer for minutes with what was: nobody else waits for that.
    const verifying = this.#orFailed(name, async () => {
      await this.#repeated(() => destination.verify(call));
      this.#move(name, 'done', undefined, destination.link());
    });
    verifying.catch(() => {});
    this.#verifying.push(verifying);
  }

  /** Another machine may have brought a newer version there, whatever the journal of this one says. */
  async #refuseOvertaken(name: string, destination: Destination): Promise<void> {
    const at = this.#at(name);
    const there = await refuseOvertaken(destination, this.#release.version, at, this.#call(name));
    // Goes into the journal with the step that follows.
    if (at.foundThere === undefined) this.record = this.#with(name, { foundThere: there ?? null });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map((destination) => destination.dispose()));
  }

  async #repeated<T>(work: () => Promise<T>): Promise<T> {
    for (let left = TRIES - 1; ; left--) {
      try {
        return await work();
      } catch (cause) {
        this.#options.signal.throwIfAborted();
        if (left === 0 || !isPassing(cause)) throw cause;
      }
    }
  }

  #call(name: string) {
    const { signal, onBytes } = this.#options;
    return { signal, onBytes: (count: number) => onBytes?.(name, count) };
  }

  #links(): DestinationLink[] {
    return this.record.destinations.flatMap(({ phase, link }) => (phase === 'done' && link !== null ? [link] : []));
  }

  #at(name: string) {
    const found = this.record.destinations.find(({ settings }) => settings.name === name);
    if (found === undefined) throw new Error(`no destination ${name}`);
    return found;
  }

  #move(name: string, phase: DestinationPhase, error?: AppError, link?: DestinationLink): void {
    const record = this.#with(name, { phase, error: error ?? null, link: link ?? null });
    writeRecord(this.#options.log, record, { destination: name, at: this.#options.now(), step: phase });
    this.record = record;
    this.#options.onChange?.(record);
  }

  #with(name: string, change: Partial<DestinationProgress>): ReleaseRecord {
    const destinations = this.record.destinations.map((one) =>
      one.settings.name === name ? { ...one, ...change } : one,
    );
    return { ...this.record, destinations };
  }
}

/** Without the journal nothing more may be done anywhere. */
class JournalFailed extends Error {}

export function writeRecord(
  log: Pick<ReleaseLog, 'write'>,
  record: ReleaseRecord,
  step?: { readonly destination: string; readonly at: number; readonly step: string },
): void {
  try {
    log.write({ id: record.id, ended: isEnded(record), record: JSON.stringify(record) }, step);
  } catch (cause) {
    throw new JournalFailed('unwritten', { cause });
  }
}

function isPassing(cause: unknown): boolean {
  if (cause instanceof DestinationError || cause instanceof CarrierError) return cause.passing;
  return false;
}

/** What went wrong, as the author is told. */
export function errorOf(cause: unknown): AppError {
  if (cause instanceof DestinationError) return cause.error;
  if (cause instanceof CarrierError) return cause.error;
  if (cause instanceof Error && cause.name === 'AbortError') return fault('cancelled.text');
  return fault('failed.because', reasonOf(cause));
}
