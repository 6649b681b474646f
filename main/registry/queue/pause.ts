import { setTimeout as delay } from 'node:timers/promises';

/** Waits, and comes back at once (without an error) when the signal says so. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
