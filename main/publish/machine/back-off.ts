// How long to wait before the next try. Full jitter, so that many clients that failed together do not come back together.

export const BACK_OFF = { baseMs: 1000, capMs: 60_000, tries: 8 } as const;

/** A server that broke during processing gets this long to recover before a retry nobody asked for. */
export const AUTO_RETRY_MS = [60_000, 300_000, 1_800_000] as const;

const ASK_FIRST_MS = 300;
const ASK_CAP_MS = 30_000;

/** `failures` counts the try that just failed, from 1. */
export function backOffMs(failures: number, random: number): number {
  const ceiling = Math.min(BACK_OFF.capMs, BACK_OFF.baseMs * 2 ** Math.min(30, Math.max(0, failures - 1)));
  return Math.round(random * ceiling);
}

/** Up to a second on top of what the registry asked for, and more when it keeps asking. */
export function afterRateLimitMs(waitMs: number, limited: number, random: number): number {
  return Math.max(0, waitMs) + Math.round(random * Math.min(30_000, 250 * 2 ** Math.min(7, Math.max(0, limited - 1))));
}

/** A version that is being processed is asked for quickly at first, then less and less often. */
export function askAgainMs(asks: number, random: number): number {
  const step = Math.min(ASK_CAP_MS, ASK_FIRST_MS * 1.6 ** Math.min(30, asks));
  return Math.round(step * (0.9 + 0.2 * random));
}
