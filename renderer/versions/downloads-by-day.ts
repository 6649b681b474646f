import type { AppError, Outcome } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { locale } from '../format/language.ts';

export interface DayCount {
  readonly day: string;
  readonly downloads: number;
}

const DAY_MS = 86_400_000;
export const DAYS = 14;

interface Hour {
  readonly at: number;
  readonly downloads: number;
}

/** The registry counts by the hour and leaves out hours without any; days are the author's own. */
export function downloadsByDay(hours: readonly Hour[], now: number): readonly DayCount[] {
  const format = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short' });
  const counts = new Map<string, number>();
  for (let back = DAYS - 1; back >= 0; back--) counts.set(format.format(now - back * DAY_MS), 0);
  for (const { at, downloads } of hours) {
    const day = format.format(at);
    const known = counts.get(day);
    if (known !== undefined) counts.set(day, known + downloads);
  }
  return [...counts].map(([day, downloads]) => ({ day, downloads }));
}

/** These two weeks and the two before them. */
export function twoPeriods(hours: readonly Hour[], now: number): { readonly before: number; readonly latest: number } {
  const border = now - DAYS * DAY_MS;
  let [before, latest] = [0, 0];
  for (const { at, downloads } of hours) {
    if (at >= border) latest += downloads;
    else if (at >= border - DAYS * DAY_MS) before += downloads;
  }
  return { before, latest };
}

export interface VersionHours {
  readonly version: string;
  readonly hours: readonly Hour[];
}

interface Question {
  readonly connectionId: string;
  readonly packageId: string;
  readonly versions: readonly string[];
  readonly now: number;
}

/** Four weeks of each version, one question after the other: a registry limits how many it answers at once. */
export async function askDownloads({
  connectionId,
  packageId,
  versions,
  now,
}: Question): Promise<Outcome<readonly VersionHours[]>> {
  const all: VersionHours[] = [];
  const period = { after: now - 2 * DAYS * DAY_MS, before: now };
  for (const version of versions) {
    const answer = await ask(bridge().packages.downloads({ connectionId, packageId, version, ...period }));
    if (!answer.ok) return failed(answer.error);
    all.push({ version, hours: answer.value });
  }
  return { ok: true, value: all };
}

function failed(error: AppError): Outcome<never> {
  return { ok: false, error };
}

/** A row for each day and version that has any, as a spreadsheet reads it: days as year-month-day. */
export function rowsForExport(all: readonly VersionHours[]) {
  return all.flatMap(({ version, hours }) => {
    const days = new Map<string, number>();
    for (const { at, downloads } of hours) {
      const day = localDay(at);
      days.set(day, (days.get(day) ?? 0) + downloads);
    }
    return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, downloads]) => ({ day, version, downloads }));
  });
}

function localDay(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
