import {
  firstAlphaOf,
  HIGHEST_RANK,
  isReleaseRank,
  LOWEST_RANK,
  lastReleaseOf,
  NOT_A_VERSION,
  scannedCount,
  scannedRank,
  scanVersion,
} from '../identity/version-rank.ts';
import { COMMA, HYPHEN, isWhiteSpace } from '../text.ts';

/** An inclusive range of version ranks. */
export interface RankRange {
  readonly min: number;
  readonly max: number;
}

export const EVERYTHING: readonly RankRange[] = [{ min: LOWEST_RANK, max: HIGHEST_RANK }];

const STAR = 42;

/**
 * Reads the comma-separated sections of `text` into `found`. A `*` ends the reading with 'everything': what stands
 * before it must be valid, what follows is not looked at (XPKG.md section 3).
 */
export function readSections(text: string, found: RankRange[]): 'read' | 'everything' | 'invalid' {
  let from = 0;
  for (;;) {
    let end = from;
    while (end < text.length && text.charCodeAt(end) !== COMMA) end++;
    const start = skipSpace(text, from, end);
    const stop = skipSpaceBack(text, start, end);
    if (stop - start === 1 && text.charCodeAt(start) === STAR) return 'everything';
    const range = readSection(text, start, stop);
    if (range === undefined) return 'invalid';
    found.push(range);
    if (end === text.length) return 'read';
    from = end + 1;
  }
}

// text[from, to) is one section with its edges trimmed: a version, or a range with at least one end.
function readSection(text: string, from: number, to: number): RankRange | undefined {
  let hyphen = from;
  while (hyphen < to && text.charCodeAt(hyphen) !== HYPHEN) hyphen++;
  if (hyphen === to) return readSingle(text, from, to);
  const lowerEnd = skipSpaceBack(text, from, hyphen);
  const upperStart = skipSpace(text, hyphen + 1, to);
  const hasLower = lowerEnd > from;
  const hasUpper = upperStart < to;
  if (!hasLower && !hasUpper) return undefined;
  const min = hasLower ? lowerBound(scanVersion(text, from, lowerEnd)) : LOWEST_RANK;
  const max = hasUpper ? upperBound(scanVersion(text, upperStart, to)) : HIGHEST_RANK;
  return min === NOT_A_VERSION || max === NOT_A_VERSION || min > max ? undefined : { min, max };
}

function readSingle(text: string, from: number, to: number): RankRange | undefined {
  const scanned = scanVersion(text, from, to);
  return scanned === NOT_A_VERSION ? undefined : { min: lowerBound(scanned), max: upperBound(scanned) };
}

// Without a suffix a lower end takes in all pre-releases, and an upper end everything the numbers given still name.
function lowerBound(scanned: number): number {
  if (scanned === NOT_A_VERSION) return NOT_A_VERSION;
  const rank = scannedRank(scanned);
  return isReleaseRank(rank) ? firstAlphaOf(rank) : rank;
}

function upperBound(scanned: number): number {
  if (scanned === NOT_A_VERSION) return NOT_A_VERSION;
  const rank = scannedRank(scanned);
  return isReleaseRank(rank) ? lastReleaseOf(rank, scannedCount(scanned)) : rank;
}

function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isWhiteSpace(text.charCodeAt(at))) at++;
  return at;
}

function skipSpaceBack(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && isWhiteSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Sorted, and joined where they overlap or share an end point; merely adjacent ranges stay apart. */
export function mergeRanges(ranges: readonly RankRange[]): RankRange[] {
  const merged: RankRange[] = [];
  let open: RankRange | undefined;
  for (const range of ranges.toSorted((a, b) => a.min - b.min)) {
    if (open === undefined || range.min > open.max) {
      if (open !== undefined) merged.push(open);
      open = range;
    } else if (range.max > open.max) {
      open = { min: open.min, max: range.max };
    }
  }
  if (open !== undefined) merged.push(open);
  return merged;
}

/** What both lists have in common; both sorted and free of overlap, and so is the answer. */
export function intersectRanges(a: readonly RankRange[], b: readonly RankRange[]): RankRange[] {
  const common: RankRange[] = [];
  let left = 0;
  let right = 0;
  for (;;) {
    const x = a[left];
    const y = b[right];
    if (x === undefined || y === undefined) return common;
    const min = Math.max(x.min, y.min);
    const max = Math.min(x.max, y.max);
    if (min <= max) common.push({ min, max });
    if (x.max < y.max) left++;
    else right++;
  }
}
