import {
  HIGHEST_RANK,
  isFirstAlphaRank,
  LOWEST_RANK,
  MAX_NUMBER,
  rankParts,
  type VersionParts,
} from '../identity/version-rank.ts';
import type { RankRange } from './selection-ranges.ts';

/** The canonical text of sorted, merged ranges. */
export function printRanges(ranges: readonly RankRange[]): string {
  return ranges.map(printRange).join(',');
}

function printRange({ min, max }: RankRange): string {
  if (min === max) return printSingle(min);
  if (min === LOWEST_RANK) return max === HIGHEST_RANK ? '*' : `-${printUpper(max)}`;
  return max === HIGHEST_RANK ? `${printLower(min)}-` : `${printLower(min)}-${printUpper(max)}`;
}

// One exact version, which is always a pre-release. It keeps its suffix, a1 too: the original server dropped that one
// and so selected the whole `1` for `1a1`.
function printSingle(rank: number): string {
  const parts = rankParts(rank);
  return `${shortest(parts)}${parts.preLetter}${parts.pre}`;
}

function printLower(rank: number): string {
  const parts = rankParts(rank);
  const suffix = isFirstAlphaRank(rank) ? '' : `${parts.preLetter}${parts.pre}`;
  return `${shortest(parts)}${suffix}`;
}

function printUpper(rank: number): string {
  const parts = rankParts(rank);
  if (parts.preLetter !== '') return printSingle(rank);
  const { major, minor, patch } = parts;
  // Never all zeros, which is no version: the end 0.999.999 is printed 0.999, and 0.0.999 in full.
  if (patch !== MAX_NUMBER || (major === 0 && minor === 0)) return `${major}.${minor}.${patch}`;
  return minor === MAX_NUMBER && major > 0 ? `${major}` : `${major}.${minor}`;
}

function shortest({ major, minor, patch }: VersionParts): string {
  if (patch !== 0) return `${major}.${minor}.${patch}`;
  return minor !== 0 ? `${major}.${minor}` : `${major}`;
}
