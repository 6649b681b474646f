import { type Message, message } from '../../../preload/messages/index.ts';

/** What an ignore file may be. Rules are tried on every path, so their number and shape decide how long a scan takes. */
export const LARGEST_IGNORE_FILE = 1_048_576;
export const MOST_RULES = 5_000;
const LONGEST_PATTERN = 1_024;
const MOST_DOUBLE_STARS = 3;
const MOST_STARS_IN_A_NAME = 4;

/**
 * Why a pattern cannot be used; undefined when it can. Each further `**` multiplies the ways in which a long path can be
 * cut, so that ten of them are never done with.
 */
export function patternFault(pattern: string): Message | undefined {
  if (pattern.length > LONGEST_PATTERN) return message('ignore-rules.longPattern', pattern.length, LONGEST_PATTERN);
  const parts = pattern.split('/');
  if (parts.filter((part) => part.includes('**')).length > MOST_DOUBLE_STARS) {
    return message('ignore-rules.doubleStars', MOST_DOUBLE_STARS);
  }
  const crowded = parts.find((part) => (part.match(/\*+/g) ?? []).length > MOST_STARS_IN_A_NAME);
  if (crowded === undefined) return undefined;
  return message('ignore-rules.stars', crowded.slice(0, 40), MOST_STARS_IN_A_NAME);
}
