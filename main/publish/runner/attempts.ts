import type { KeptAttempt } from '../journal/index.ts';

/** A storm of 429 answers must not make an entry grow without end; the first and the latest attempts tell the story. */
const KEPT = { first: 20, last: 80 } as const;

/** Adds a row. A question that was answered as the one before only moves the end of that row. */
export function withAttempt(attempts: readonly KeptAttempt[], row: KeptAttempt): KeptAttempt[] {
  const last = attempts.at(-1);
  const again = last?.route === 'status' && row.route === 'status' && outcomeOf(last) === outcomeOf(row);
  if (last && again) return [...attempts.slice(0, -1), { ...last, endedAt: row.endedAt }];
  const all = [...attempts, row];
  if (all.length <= KEPT.first + KEPT.last) return all;
  return [...all.slice(0, KEPT.first), ...all.slice(-KEPT.last)];
}

/** What an attempt came to, to be compared. */
function outcomeOf({ httpStatus, code, said, outcome }: KeptAttempt): string {
  return JSON.stringify([httpStatus, code, said, outcome]);
}

/** Writes the end of the attempt that is under way. */
export function endAttempt(attempts: readonly KeptAttempt[], end: Partial<KeptAttempt>): KeptAttempt[] {
  const at = attempts.findLastIndex((attempt) => attempt.endedAt === null);
  return attempts.map((attempt, index) => (index === at ? { ...attempt, ...end } : attempt));
}
