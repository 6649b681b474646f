export interface DayCount {
  readonly day: string;
  readonly downloads: number;
}

const DAY_MS = 86_400_000;
export const DAYS = 14;

/** The registry counts by the hour and leaves out hours without any; days are the author's own. */
export function downloadsByDay(
  hours: readonly { readonly at: number; readonly downloads: number }[],
  now: number,
): readonly DayCount[] {
  const format = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
  const counts = new Map<string, number>();
  for (let back = DAYS - 1; back >= 0; back--) counts.set(format.format(now - back * DAY_MS), 0);
  for (const { at, downloads } of hours) {
    const day = format.format(at);
    const known = counts.get(day);
    if (known !== undefined) counts.set(day, known + downloads);
  }
  return [...counts].map(([day, downloads]) => ({ day, downloads }));
}
