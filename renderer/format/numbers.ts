import { locale } from './language.ts';

// Sizes, counts and rates as the language of the screens writes them. Formatters are costly to make and cheap to keep.

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const kept = new Map<string, Intl.NumberFormat>();

function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale() + JSON.stringify(options);
  const known = kept.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale(), options);
  kept.set(key, made);
  return made;
}

function unitOf(bytes: number): number {
  let step = 0;
  let rest = Math.abs(bytes);
  while (rest >= 999.5 && step < UNITS.length - 1) {
    rest /= 1000;
    step++;
  }
  return step;
}

function inUnit(bytes: number, step: number): number {
  return bytes / 1000 ** step;
}

function digitsFor(value: number, step: number): number {
  if (step === 0) return 0;
  return Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
}

/** 1.84 GB, 66 MB, 118 byte. */
export function formatBytes(bytes: number): string {
  const step = unitOf(bytes);
  const value = inUnit(bytes, step);
  const unit = UNITS[step] ?? 'byte';
  return formatter({
    style: 'unit',
    unit,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: digitsFor(value, step),
  }).format(value);
}

/** '41.2' and '66.0 MB': both in the unit of the larger, with as many digits, so that only figures move. */
export function formatBytesOf(done: number, total: number): { readonly done: string; readonly total: string } {
  const step = unitOf(total);
  const digits = step === 0 ? 0 : 1;
  const fixed = { minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  const unit = UNITS[step] ?? 'byte';
  return {
    done: formatter(fixed).format(inUnit(Math.min(done, total), step)),
    total: formatter({ ...fixed, style: 'unit', unit, unitDisplay: 'short' }).format(inUnit(total, step)),
  };
}

/** 8.1 MB/s. */
export function formatRate(bytesPerSecond: number): string {
  const step = unitOf(bytesPerSecond);
  const value = inUnit(bytesPerSecond, step);
  const unit = `${UNITS[step] ?? 'byte'}-per-second`;
  return formatter({ style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: step === 0 ? 0 : 1 }).format(
    value,
  );
}

export function formatCount(count: number): string {
  return formatter({ maximumFractionDigits: 0 }).format(count);
}

/** 62 %, never rounded up to 100 % before the end. */
export function formatPercent(share: number): string {
  const bounded = Math.min(1, Math.max(0, share));
  return formatter({ style: 'percent', maximumFractionDigits: 0 }).format(Math.floor(bounded * 100) / 100);
}

/** A size with its sign, for what a release changes. */
export function formatBytesChange(bytes: number): string {
  const sign = bytes > 0 ? '+' : bytes < 0 ? '−' : '±';
  return `${sign}${formatBytes(Math.abs(bytes))}`;
}
