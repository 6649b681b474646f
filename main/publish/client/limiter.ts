import { type LimitedRoute, RATE_LIMITS, type RegistryRoute } from '../../../protocol/index.ts';
import type { Clock } from '../../clock/index.ts';

/** What a person waits for goes before what merely keeps a screen up to date. */
export type Urgency = 'urgent' | 'poll';

interface Bucket {
  readonly points: number;
  readonly windowMs: number;
  /** When the requests of the last window were made. */
  readonly taken: number[];
  /** The registry itself said how long to keep away, and when it said so. */
  block: { at: number; readonly ms: number };
}

interface Waiting {
  readonly route: RegistryRoute;
  readonly urgency: Urgency;
  readonly grant: () => void;
}

/**
 * Keeps all requests to one registry slightly under its published limits. The registry counts in fixed windows; a window
 * that slides and is a bit longer stays under the count wherever theirs begins.
 */
export class Limiter {
  readonly #clock: Clock;
  readonly #on: boolean;
  readonly #buckets = new Map<RegistryRoute | 'global', Bucket>();
  #waiting: Waiting[] = [];
  #cancelTimer: (() => void) | undefined;

  constructor(clock: Clock, on = true) {
    this.#clock = clock;
    this.#on = on;
  }

  /** How long a request made now would have to wait. */
  delay(route: RegistryRoute): number {
    const now = this.#clock.now();
    return Math.max(0, ...this.#bucketsOf(route).map((bucket) => freeAt(bucket, now) - now));
  }

  /** Comes back when the request may be made; throws the reason of the signal when that comes first. */
  async acquire(route: RegistryRoute, urgency: Urgency, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        route,
        urgency,
        grant: () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        },
      };
      const leave = () => {
        this.#waiting = this.#waiting.filter((one) => one !== waiting);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.push(waiting);
      this.#serve();
    });
  }

  /** The registry answered 429: whatever we counted, this is the truth. */
  blocked(route: RegistryRoute, waitMs: number, everything: boolean): void {
    const bucket = this.#bucket(everything ? 'global' : route);
    bucket.block = { at: this.#clock.now(), ms: waitMs };
    this.#serve();
  }

  /** How much longer the registry itself has asked to keep away. */
  blockedFor(route: RegistryRoute): number {
    const now = this.#clock.now();
    return Math.max(0, ...this.#bucketsOf(route).map(({ block }) => Math.min(block.at, now) + block.ms - now));
  }

  close(): void {
    this.#cancelTimer?.();
    this.#waiting = [];
  }

  #serve(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    // A stable sort: first come, first served, but the urgent before the polls.
    const line = this.#waiting.toSorted((a, b) => rank(a.urgency) - rank(b.urgency));
    let soonest = Number.POSITIVE_INFINITY;
    for (const waiting of line) {
      const delay = this.delay(waiting.route);
      if (delay > 0) {
        soonest = Math.min(soonest, delay);
        continue;
      }
      this.#waiting = this.#waiting.filter((one) => one !== waiting);
      for (const bucket of this.#bucketsOf(waiting.route)) bucket.taken.push(this.#clock.now());
      waiting.grant();
    }
    if (soonest < Number.POSITIVE_INFINITY) this.#cancelTimer = this.#clock.setTimer(soonest, () => this.#serve());
  }

  #bucketsOf(route: RegistryRoute): Bucket[] {
    return [this.#bucket(route), this.#bucket('global')];
  }

  #bucket(name: RegistryRoute | 'global'): Bucket {
    const known = this.#buckets.get(name);
    if (known) return known;
    const limit = hasLimit(name) ? RATE_LIMITS[name] : RATE_LIMITS.global;
    const bucket: Bucket = {
      // Small counts cannot spare one; their longer window alone keeps them under.
      points: this.#on ? (limit.points > 5 ? limit.points - 2 : limit.points) : Number.POSITIVE_INFINITY,
      windowMs: limit.windowSeconds * 1000 + 500,
      taken: [],
      block: { at: 0, ms: 0 },
    };
    this.#buckets.set(name, bucket);
    return bucket;
  }
}

function freeAt(bucket: Bucket, now: number): number {
  const { taken, points, windowMs } = bucket;
  // After the clock was set back, what happened "in the future" counts from now.
  for (let at = 0; at < taken.length; at++) taken[at] = Math.min(taken[at] ?? now, now);
  bucket.block.at = Math.min(bucket.block.at, now);
  while (taken.length > 0 && (taken[0] ?? 0) + windowMs <= now) taken.shift();
  const oldestThatCounts = taken.length < points ? undefined : taken[taken.length - points];
  const free = oldestThatCounts === undefined ? now : oldestThatCounts + windowMs;
  return Math.max(free, bucket.block.at + bucket.block.ms);
}

function hasLimit(name: RegistryRoute | 'global'): name is LimitedRoute {
  return Object.hasOwn(RATE_LIMITS, name);
}

function rank(urgency: Urgency): number {
  return urgency === 'urgent' ? 0 : 1;
}
