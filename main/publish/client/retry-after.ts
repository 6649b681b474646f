// When a registry says "not now", it says in up to three ways until when. The longest counts.

/** Nobody waits longer than this on the word of one answer. */
const LONGEST_MS = 60 * 60_000;
const WITHOUT_WORD_MS = 3000;

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * How long to wait after a 429, in milliseconds. Fractions of a second are the registry's custom. The global limit tells
 * its window with every answer; it only counts when nothing is left of it (XPKG.md section 7).
 */
export function waitAfterLimit(headers: Headers, clock: number): number {
  const now = registryNow(headers, clock);
  const globalIsLeft = (remaining(headers['x-ratelimit-remaining-global']) ?? 0) > 0;
  const waits = [
    secondsOrDate(headers['retry-after'], now),
    dateOrEpoch(headers['x-ratelimit-reset'], now),
    globalIsLeft ? undefined : secondsOrDate(headers['x-retry-after-global'], now),
    globalIsLeft ? undefined : dateOrEpoch(headers['x-ratelimit-reset-global'], now),
  ].filter((wait) => wait !== undefined);
  return waits.length === 0 ? WITHOUT_WORD_MS : Math.max(...waits);
}

/** For other answers than 429 (503 often): undefined when nothing is said. */
export function retryAfter(headers: Headers, clock: number): number | undefined {
  return secondsOrDate(headers['retry-after'], registryNow(headers, clock));
}

/** A date is meant by the registry's clock, which its own answer tells: ours may be wrong by a day. */
function registryNow(headers: Headers, clock: number): number {
  return clockOf(headers) ?? clock;
}

/** The registry's own clock, to the second; undefined where its answer does not tell. */
export function clockOf(headers: Headers): number | undefined {
  const told = Date.parse(first(headers.date) ?? '');
  return Number.isNaN(told) ? undefined : told;
}

function secondsOrDate(header: Headers[string], now: number): number | undefined {
  const text = first(header);
  if (text === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return bounded(Number(text) * 1000);
  return fromDate(text, now);
}

function dateOrEpoch(header: Headers[string], now: number): number | undefined {
  const text = first(header);
  if (text === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) {
    const seconds = Number(text);
    // Some servers count the seconds that are left, others since 1970.
    return bounded(seconds > 1_000_000_000 ? seconds * 1000 - now : seconds * 1000);
  }
  return fromDate(text, now);
}

function fromDate(text: string, now: number): number | undefined {
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : bounded(moment - now);
}

function remaining(header: Headers[string]): number | undefined {
  const text = first(header);
  return text === undefined ? undefined : Number(text);
}

function first(header: Headers[string]): string | undefined {
  const text = Array.isArray(header) ? header[0] : header;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

function bounded(ms: number): number {
  return Math.min(LONGEST_MS, Math.max(0, Math.ceil(ms)));
}
