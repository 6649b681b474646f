// Versions as one small integer. The registry's order key needs 60 bits; the same order fits 42, which a plain number
// holds exactly, so that parsing, sorting and comparing thousands of versions never touch a bigint.
//
//   rank = ((major * 1000 + minor) * 1000 + patch) * 4000 + pre      pre: a1..a999 = 1..999, b = 1001.., r = 2001.., release = 3999

import { DOT, isDigit } from '../text.ts';

const PRE_SPAN = 4000;
const RELEASE = 3999;
const PRE_LETTERS = 'abr';
const LETTER_A = 97;
const LETTER_B = 98;
const LETTER_R = 114;

export const MAX_NUMBER = 999;
export const LOWEST_RANK = 4001; // 0.0.1a1
export const HIGHEST_RANK = 999_999_999 * PRE_SPAN + RELEASE; // 999.999.999

/** A version as written: how many of its three numbers were given matters for selections (`1` is not `1.0.0` there). */
export interface VersionParts {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** Number of the alpha, beta or release candidate; 0 for a release. */
  readonly pre: number;
  readonly preLetter: '' | 'a' | 'b' | 'r';
}

// A scan answers in one number to keep the hot path free of allocation: rank * 4 + count of numbers, or NOT_A_VERSION.
export const NOT_A_VERSION = -1;

/** NOT_A_VERSION stays what it is. */
export function scannedRank(scanned: number): number {
  return Math.floor(scanned / 4);
}

export function scannedCount(scanned: number): number {
  return scanned % 4;
}

/** Reads text[from, to) as a version; it must fill the whole span. */
export function scanVersion(text: string, from: number, to: number): number {
  let release = 0;
  let count = 0;
  let at = from;
  for (;;) {
    const start = at;
    let number = 0;
    while (at < to && isDigit(text.charCodeAt(at))) {
      if (at - start === 3) return NOT_A_VERSION;
      number = number * 10 + text.charCodeAt(at) - 48;
      at++;
    }
    if (at === start) return NOT_A_VERSION;
    release = release * 1000 + number;
    count++;
    if (at === to || text.charCodeAt(at) !== DOT) break;
    if (count === 3) return NOT_A_VERSION;
    at++;
  }
  if (release === 0) return NOT_A_VERSION;
  for (let missing = count; missing < 3; missing++) release *= 1000;
  const pre = at === to ? RELEASE : scanPreRelease(text, at, to);
  return pre === 0 ? NOT_A_VERSION : (release * PRE_SPAN + pre) * 4 + count;
}

// The place of text[from, to) among the pre-releases of one version, or 0 when it is none.
function scanPreRelease(text: string, from: number, to: number): number {
  const letter = text.charCodeAt(from);
  const base = letter === LETTER_A ? 0 : letter === LETTER_B ? 1000 : letter === LETTER_R ? 2000 : -1;
  const digits = to - from - 1;
  if (base < 0 || digits < 1 || digits > 3) return 0;
  let number = 0;
  for (let at = from + 1; at < to; at++) {
    const code = text.charCodeAt(at);
    if (!isDigit(code)) return 0;
    number = number * 10 + code - 48;
  }
  return number === 0 ? 0 : base + number;
}

export function isReleaseRank(rank: number): boolean {
  return rank % PRE_SPAN === RELEASE;
}

/** a1, the first pre-release of all, is where every range without a suffix begins. */
export function isFirstAlphaRank(rank: number): boolean {
  return rank % PRE_SPAN === 1;
}

export function firstAlphaOf(rank: number): number {
  return rank - (rank % PRE_SPAN) + 1;
}

/** The last release that a version of `count` numbers still names: 1 -> 1.999.999, 1.2 -> 1.2.999. The missing ones are 0 in its rank. */
export function lastReleaseOf(rank: number, count: number): number {
  const release = Math.floor(rank / PRE_SPAN);
  const span = count === 1 ? 1_000_000 : count === 2 ? 1000 : 1;
  return (release + span - 1) * PRE_SPAN + RELEASE;
}

export function rankParts(rank: number): VersionParts {
  const release = Math.floor(rank / PRE_SPAN);
  const pre = rank % PRE_SPAN;
  const isRelease = pre === RELEASE;
  return {
    major: Math.floor(release / 1_000_000),
    minor: Math.floor(release / 1000) % 1000,
    patch: release % 1000,
    pre: isRelease ? 0 : pre % 1000,
    preLetter: isRelease ? '' : (PRE_LETTERS[Math.floor(pre / 1000)] as 'a' | 'b' | 'r'),
  };
}

export function partsRank(parts: VersionParts): number {
  const release = (parts.major * 1000 + parts.minor) * 1000 + parts.patch;
  const pre = parts.preLetter === '' ? RELEASE : PRE_LETTERS.indexOf(parts.preLetter) * 1000 + parts.pre;
  return release * PRE_SPAN + pre;
}

/** Three numbers without leading zeros, plus the suffix. */
export function printRank(rank: number): string {
  const { major, minor, patch, pre, preLetter } = rankParts(rank);
  return preLetter === '' ? `${major}.${minor}.${patch}` : `${major}.${minor}.${patch}${preLetter}${pre}`;
}

const KEY_OF_RELEASE = 1_000_000_000n;
const KEY_WEIGHT = [1, 1000, 1_000_000];

/** The registry's own order key (a signed 64-bit integer there). */
export function rankOrderKey(rank: number): bigint {
  const key = BigInt(Math.floor(rank / PRE_SPAN)) * KEY_OF_RELEASE;
  const pre = rank % PRE_SPAN;
  if (pre === RELEASE) return key;
  const weight = KEY_WEIGHT[Math.floor(pre / 1000)] ?? 0;
  return key - BigInt(999_999_999 - (pre % 1000) * weight);
}
