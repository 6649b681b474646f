import { setTimeout as delay } from 'node:timers/promises';
import type { DestinationError } from './destination.ts';

export interface ReadBackOptions {
  /** How long a cache on the way may answer with what was. Some keep it for minutes. */
  readonly timeoutMs: number;
  readonly pause?: ((ms: number, signal: AbortSignal) => Promise<unknown>) | undefined;
}

const DEFAULT_READ_BACK: ReadBackOptions = { timeoutMs: 6 * 60_000 };
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 20_000;

/** Asks the public address again, less and less often, until nothing there is behind any more. */
export async function waitUntilSeen(
  firstBehind: () => Promise<string | undefined>,
  tooLong: (behind: string) => DestinationError,
  signal: AbortSignal,
  { timeoutMs, pause = (ms, stop) => delay(ms, undefined, { signal: stop }) }: ReadBackOptions = DEFAULT_READ_BACK,
): Promise<void> {
  let waited = 0;
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
    const behind = await firstBehind();
    if (behind === undefined) return;
    if (waited >= timeoutMs) throw tooLong(behind);
    await pause(wait, signal);
    waited += wait;
  }
}
