import type { CarriedFile, Carrier, CarrierCall, CarrierLimits, FileSource, WriteCall } from './carrier.ts';
import { CarrierError } from './carrier-error.ts';
import { isHalf } from './inner-path.ts';

/** How long nobody else is expected to change a place that a release is on its way to. */
const MAX_AGE_MS = 60_000;

export interface RememberingCarrier extends Carrier {
  /** Of all that `list` has, by path. The same map for as long as nothing changes, so that what was made of it can be told to be still true. */
  sizes(call: CarrierCall): Promise<ReadonlyMap<string, number>>;
  /** From now on everything is looked at again. */
  forget(): void;
  /** As it is there now, and without keeping it: all that is compared may be a gigabyte. */
  readOnce(path: string, atMost: number, call: CarrierCall): Promise<Uint8Array | undefined>;
  /** When a file there was written last, as the place tells it now. */
  lastChange(call: CarrierCall): Promise<number | undefined>;
  /** Takes away halves that runs left there which were stopped before then, and uploads of `paths`. Never fails for it. */
  removeLeftovers(paths: Iterable<string>, before: number, call: CarrierCall): Promise<void>;
  canTakeOver(from: Carrier, call: CarrierCall): Promise<boolean>;
  cannotTakeOver(path: string, size: number): boolean;
  takeOver(from: Carrier, path: string, source: FileSource, call: CarrierCall): Promise<boolean>;
}

/**
 * The steps of a release each begin with a look at all that is there. Those that follow each other within a minute share one, which is kept
 * true by what was written since. After any fault everything is looked at again. `expected`: what is probably there.
 */
export function rememberReads(
  carrier: Carrier,
  expected?: () => Iterable<string>,
  now: () => number = () => performance.now(),
): RememberingCarrier {
  return new Remembering(carrier, expected, now);
}

/** How large each file of a place is. */
export async function sizesAt(carrier: Carrier, call: CarrierCall): Promise<ReadonlyMap<string, number>> {
  return carrier instanceof Remembering ? carrier.sizes(call) : sizesOf(await carrier.list(call));
}

function sizesOf(files: readonly CarriedFile[]): Map<string, number> {
  return new Map(files.map(({ path, size }) => [path, size]));
}

/** Only paths and sizes: there may be hundreds of thousands. */
interface Seen {
  sizes: Map<string, number>;
  /** Somebody has this map, and must not see it change. */
  isLent: boolean;
}

class Remembering implements RememberingCarrier {
  readonly visible: Carrier['visible'];
  readonly limits: CarrierLimits;
  readonly caseBlind: boolean | undefined;
  readonly #carrier: Carrier;
  readonly #expected: (() => Iterable<string>) | undefined;
  readonly #now: () => number;
  #seen: Promise<Seen> | undefined;
  readonly #leftovers = new Map<string, CarriedFile>();
  readonly #contents = new Map<string, Promise<Uint8Array | undefined>>();
  #since = Number.NEGATIVE_INFINITY;

  constructor(carrier: Carrier, expected: (() => Iterable<string>) | undefined, now: () => number) {
    this.#carrier = carrier;
    this.#expected = expected;
    this.#now = now;
    this.visible = carrier.visible;
    this.limits = carrier.limits;
    this.caseBlind = carrier.caseBlind;
  }

  forget(): void {
    this.#seen = undefined;
    this.#contents.clear();
    this.#since = this.#now();
  }

  async list(call: CarrierCall): Promise<CarriedFile[]> {
    return [...(await this.sizes(call))].map(([path, size]) => ({ path, size }));
  }

  async sizes(call: CarrierCall): Promise<ReadonlyMap<string, number>> {
    this.#forgetOld();
    this.#seen ??= this.#carrier
      .list({ ...call, expected: this.#expected, onLeftover: (file) => this.#leftovers.set(file.path, file) })
      .then((files) => ({ sizes: sizesOf(files), isLent: false }));
    const seen = await this.#orForget(this.#seen);
    seen.isLent = true;
    return seen.sizes;
  }

  stat(path: string, call: CarrierCall): Promise<CarriedFile | undefined> {
    return this.#carrier.stat(path, call);
  }

  read(path: string, atMost: number, call: CarrierCall): Promise<Uint8Array | undefined> {
    this.#forgetOld();
    const known = this.#contents.get(path);
    if (known !== undefined) return known;
    const read = this.#orForget(this.#carrier.read(path, atMost, call));
    this.#contents.set(path, read);
    return read;
  }

  readOnce(path: string, atMost: number, call: CarrierCall): Promise<Uint8Array | undefined> {
    return this.#orForget(this.#carrier.read(path, atMost, call));
  }

  async lastChange(call: CarrierCall): Promise<number | undefined> {
    let last: number | undefined;
    for (const { mtimeMs } of await this.#orForget(this.#carrier.list(call)))
      if (mtimeMs !== undefined && (last === undefined || mtimeMs > last)) last = mtimeMs;
    return last;
  }

  async removeLeftovers(paths: Iterable<string>, before: number, call: CarrierCall): Promise<void> {
    try {
      for (const [path, { size, mtimeMs }] of this.#leftovers) {
        if (!isHalf(path) || mtimeMs === undefined || mtimeMs >= before) continue;
        const now = await this.#carrier.stat(path, call);
        // Somebody may have gone on with it since.
        if (now?.size === size && (now.mtimeMs ?? mtimeMs) < before) await this.#carrier.delete(path, call);
      }
      if (this.#carrier.giveUpUploads) await this.#carrier.giveUpUploads(new Set(paths), before, call);
    } catch (cause) {
      call.signal.throwIfAborted();
      if (!(cause instanceof CarrierError)) throw cause;
    }
  }

  async write(path: string, source: FileSource, call: WriteCall): Promise<void> {
    this.#contents.delete(path);
    await this.#orForget(this.#carrier.write(path, source, call));
    await this.#note(path, source.size);
  }

  async canTakeOver(from: Carrier, call: CarrierCall): Promise<boolean> {
    return (await this.#carrier.canTakeOver?.(inner(from), call)) ?? false;
  }

  cannotTakeOver(path: string, size: number): boolean {
    return this.#carrier.cannotTakeOver?.(path, size) ?? false;
  }

  async takeOver(from: Carrier, path: string, source: FileSource, call: CarrierCall): Promise<boolean> {
    if (!(await this.canTakeOver(from, call))) return false;
    this.#contents.delete(path);
    const taken = await this.#orForget(
      this.#carrier.takeOver?.(inner(from), path, source, call) ?? Promise.resolve(false),
    );
    if (taken) await this.#note(path, source.size);
    return taken;
  }

  get inner(): Carrier {
    return this.#carrier;
  }

  async delete(path: string, call: CarrierCall): Promise<void> {
    this.#contents.delete(path);
    await this.#orForget(this.#carrier.delete(path, call));
    await this.#note(path, undefined);
  }

  commit(message: string, call: CarrierCall): Promise<void> {
    return this.#orForget(this.#carrier.commit(message, call));
  }

  dispose(): Promise<void> {
    return this.#carrier.dispose();
  }

  async #note(path: string, size: number | undefined): Promise<void> {
    const seen = await this.#seen;
    if (seen === undefined) return;
    if (seen.isLent) Object.assign(seen, { sizes: new Map(seen.sizes), isLent: false } satisfies Seen);
    if (size === undefined) seen.sizes.delete(path);
    else seen.sizes.set(path, size);
  }

  #forgetOld(): void {
    if (this.#now() - this.#since > MAX_AGE_MS) this.forget();
  }

  async #orForget<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (cause) {
      this.forget();
      throw cause;
    }
  }
}

function inner(carrier: Carrier): Carrier {
  return carrier instanceof Remembering ? carrier.inner : carrier;
}
