import type { Machine, Memory } from './memory.ts';

// Whether the version that a registry has is what we sent. That it exists proves nothing: it may be an older one, or
// another machine's.

/** A Date header counts whole seconds, and the two clocks may drift while a large archive is on its way. */
const CLOCK_TOLERANCE_MS = 2000;

interface Stored {
  readonly uploadedAt: number | undefined;
  readonly registryNow: number | undefined;
}

/**
 * The version was stored after the first of our attempts began that can have arrived whole. Both moments are the
 * registry's: its answer tells its clock, and only the time that has passed since the attempt is ours, so it does not
 * matter how wrong either clock is.
 */
export function storedSinceOurAttempt(
  { memory }: Pick<Machine, 'memory'>,
  { uploadedAt, registryNow }: Stored,
  now: number,
): boolean {
  if (memory.claim === null || uploadedAt === undefined || registryNow === undefined) return false;
  return uploadedAt >= registryNow - (now - memory.claim) - CLOCK_TOLERANCE_MS;
}

/** An attempt is over, and the registry may have read all of it: what it has got since then can be ours. */
export function claimAfter({ memory }: Machine, left: boolean): Pick<Memory, 'claim'> {
  return { claim: memory.claim ?? (left ? memory.sentAt : null) };
}

/** These two codes can be the echo of our own upload: of an earlier attempt, or of this one sent twice by a proxy. */
const OWN_ECHO: ReadonlySet<string> = new Set(['version_exists', 'cant_retry']);

export function isOwnEcho(code: string | undefined): boolean {
  return code !== undefined && OWN_ECHO.has(code);
}
