import { accept, type Result, refuse } from '../result.ts';
import { NOT_A_VERSION, printRank, rankOrderKey, scannedRank, scanVersion } from './version-rank.ts';

export interface Version {
  /** Three numbers and the suffix; the registry stores this text, so `1` and `1.0.0` are one version. */
  readonly canonical: string;
  readonly orderKey: bigint;
}

export type VersionCode = 'invalid_or_empty_str' | 'bad_version_len' | 'invalid_version';

export const VERSION_LENGTH = { min: 1, max: 15 } as const;

/** Reads a version exactly as given: no trimming, no lower-casing, as the registry. */
export function parseVersion(text: unknown): Result<Version, VersionCode> {
  if (typeof text !== 'string' || text.length === 0) return refuse('invalid_or_empty_str');
  if (text.length > VERSION_LENGTH.max) return refuse('bad_version_len');
  const scanned = scanVersion(text, 0, text.length);
  if (scanned === NOT_A_VERSION) return refuse('invalid_version');
  const rank = scannedRank(scanned);
  return accept({ canonical: printRank(rank), orderKey: rankOrderKey(rank) });
}

/** What people type: edges trimmed and letters lowered before the rule is asked, as the original portal did. */
export function normalizeVersion(text: unknown): Result<Version, VersionCode> {
  if (typeof text !== 'string') return refuse('invalid_or_empty_str');
  const trimmed = text.trim();
  return parseVersion(trimmed.length > VERSION_LENGTH.max ? trimmed : trimmed.toLowerCase());
}

/** The rank of a version given as text or parsed; NOT_A_VERSION for text that is none. */
export function rankOf(version: Version | string): number {
  const text = typeof version === 'string' ? version : version.canonical;
  if (typeof text !== 'string' || text.length > VERSION_LENGTH.max) return NOT_A_VERSION;
  return scannedRank(scanVersion(text, 0, text.length));
}

/** Total order, for sort(). Text that is no version comes before every version, so that bad input never throws. */
export function compareVersions(a: Version | string, b: Version | string): -1 | 0 | 1 {
  const left = rankOf(a);
  const right = rankOf(b);
  return left < right ? -1 : left > right ? 1 : 0;
}
