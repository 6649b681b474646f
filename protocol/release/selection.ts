import { rankOf, type Version } from '../identity/version.ts';
import { NOT_A_VERSION, printRank } from '../identity/version-rank.ts';
import { accept, type Result, refuse } from '../result.ts';
import { printRanges } from './selection-print.ts';
import { EVERYTHING, intersectRanges, mergeRanges, type RankRange, readSections } from './selection-ranges.ts';

export interface Selection {
  readonly canonical: string;
  /** Inclusive, ascending, never overlapping; both ends canonical versions. */
  readonly ranges: readonly (readonly [min: string, max: string])[];
}

export type SelectionCode = 'invalid_or_empty_str' | 'bad_sel_len' | 'invalid_selection';

export const SELECTION_LENGTH = { min: 1, max: 256 } as const;

/** Reads a version selection, of packages or of X-Plane versions. */
export function parseSelection(text: unknown): Result<Selection, SelectionCode> {
  if (typeof text !== 'string' || text.length === 0) return refuse('invalid_or_empty_str');
  if (text.length > SELECTION_LENGTH.max) return refuse('bad_sel_len');
  const ranges = readRanges([text]);
  return ranges === undefined ? refuse('invalid_selection') : accept(selectionOf(ranges));
}

/** Several texts read as if joined by commas; undefined when one is invalid and no `*` stands before it. */
export function readRanges(texts: readonly string[]): readonly RankRange[] | undefined {
  const found: RankRange[] = [];
  for (const text of texts) {
    const read = readSections(text, found);
    if (read === 'everything') return EVERYTHING;
    if (read === 'invalid') return undefined;
  }
  return mergeRanges(found);
}

export function selectionContains(selection: Selection | string, version: Version | string): boolean {
  const rank = rankOf(version);
  if (rank === NOT_A_VERSION) return false;
  return rangesOf(selection).some(({ min, max }) => min <= rank && rank <= max);
}

/** What both select, or undefined when they have nothing in common. */
export function intersectSelections(a: Selection | string, b: Selection | string): Selection | undefined {
  const ranges = intersectRanges(rangesOf(a), rangesOf(b));
  return ranges.length === 0 ? undefined : selectionOf(ranges);
}

function selectionOf(ranges: readonly RankRange[]): Selection {
  return {
    canonical: printRanges(ranges),
    ranges: ranges.map(({ min, max }) => [printRank(min), printRank(max)] as const),
  };
}

// A parsed selection carries its ranges as text, so that it can be stored or sent; text that is none selects nothing.
function rangesOf(selection: Selection | string): readonly RankRange[] {
  if (typeof selection === 'string') {
    return selection.length > SELECTION_LENGTH.max ? [] : (readRanges([selection]) ?? []);
  }
  return selection.ranges
    .map(([min, max]) => ({ min: rankOf(min), max: rankOf(max) }))
    .filter(({ min }) => min !== NOT_A_VERSION);
}
