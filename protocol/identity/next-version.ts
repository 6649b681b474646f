import { compareVersions, parseVersion, rankOf } from './version.ts';
import { MAX_NUMBER, NOT_A_VERSION, partsRank, printRank, rankParts, type VersionParts } from './version-rank.ts';

/** What may come after a version; undefined where the numbers end at 999 or the step makes no sense. */
export interface NextVersions {
  readonly patch: string | undefined;
  readonly minor: string | undefined;
  readonly major: string | undefined;
  /** The next one of the same kind, or the first alpha of the next patch after a release. */
  readonly preRelease: string | undefined;
  /** The release that a pre-release was made for. */
  readonly release: string | undefined;
}

const NOTHING: NextVersions = {
  patch: undefined,
  minor: undefined,
  major: undefined,
  preRelease: undefined,
  release: undefined,
};

export function nextVersions(version: string): NextVersions {
  const rank = rankOf(version);
  if (rank === NOT_A_VERSION) return NOTHING;
  const parts = rankParts(rank);
  const { major, minor, patch } = parts;
  const isRelease = parts.preLetter === '';
  return {
    patch: print(release(major, minor, patch + 1)),
    minor: print(release(major, minor + 1, 0)),
    major: print(release(major + 1, 0, 0)),
    preRelease: print(
      isRelease ? { ...release(major, minor, patch + 1), preLetter: 'a', pre: 1 } : { ...parts, pre: parts.pre + 1 },
    ),
    release: isRelease ? undefined : print(release(major, minor, patch)),
  };
}

export const FIRST_VERSION = '1.0.0';

/** What the release form opens with: one step after the highest version so far, whatever became of that one. */
export function suggestVersion(taken: readonly string[]): string | undefined {
  const highest = taken
    .filter((version) => parseVersion(version).ok)
    .toSorted(compareVersions)
    .at(-1);
  if (highest === undefined) return FIRST_VERSION;
  const next = nextVersions(highest);
  const isPreRelease = next.release !== undefined;
  return (isPreRelease ? (next.preRelease ?? next.release) : undefined) ?? next.patch ?? next.minor ?? next.major;
}

function release(major: number, minor: number, patch: number): VersionParts {
  return { major, minor, patch, preLetter: '', pre: 0 };
}

function print(parts: VersionParts): string | undefined {
  const fits = [parts.major, parts.minor, parts.patch, parts.pre].every((number) => number <= MAX_NUMBER);
  return fits ? printRank(partsRank(parts)) : undefined;
}
