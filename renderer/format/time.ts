import { locale } from './language.ts';

const kept = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale() + JSON.stringify(options);
  const known = kept.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale(), options);
  kept.set(key, made);
  return made;
}

function decimal(): Intl.NumberFormat {
  const key = `${locale()}decimal`;
  const known = unitFormats.get(key) ?? new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 });
  unitFormats.set(key, known);
  return known;
}

const unitFormats = new Map<string, Intl.NumberFormat>();

function inUnit(value: number, unit: 'second' | 'minute' | 'hour'): string {
  const key = `${locale()}${unit}`;
  const known =
    unitFormats.get(key) ??
    new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'narrow', maximumFractionDigits: 0 });
  unitFormats.set(key, known);
  return known.format(value);
}

const STEPS = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** 3 days ago; what is younger than a minute is now. */
export function formatAgo(at: number, now: number): string {
  const seconds = Math.max(0, (now - at) / 1000);
  const [unit, length] = STEPS.find(([, step]) => seconds >= step) ?? ['second', 1];
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  return unit === 'second' ? format.format(0, unit) : format.format(-Math.floor(seconds / length), unit);
}

/** The time of day for today, day and time before that. */
export function formatMoment(at: number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return sameDay
    ? formatter({ hour: '2-digit', minute: '2-digit' }).format(at)
    : formatter({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(at);
}

export function formatClock(at: number): string {
  return formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at);
}

export function formatDate(at: number): string {
  return formatter({ dateStyle: 'medium' }).format(at);
}

export function formatDateTime(at: number): string {
  return formatter({ dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** 3s, 2m 10s, 1h 5m: the two largest parts. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return inUnit(whole, 'second');
  if (whole < 3600) return `${inUnit(Math.floor(whole / 60), 'minute')} ${inUnit(whole % 60, 'second')}`;
  return `${inUnit(Math.floor(whole / 3600), 'hour')} ${inUnit(Math.floor((whole % 3600) / 60), 'minute')}`;
}

/** 87 ms, 1.2 s: one way to write it, since figures of both kinds stand below each other. */
export function formatMilliseconds(milliseconds: number): string {
  const short = milliseconds < 1000;
  const figure = short ? Math.round(milliseconds) : milliseconds / 1000;
  return `${decimal().format(figure)}\u00a0${short ? 'ms' : 's'}`;
}

/** 0:41, for something that counts down. */
export function formatCountdown(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
