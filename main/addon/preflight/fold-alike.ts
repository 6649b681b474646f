import type { Message } from '../../../preload/messages/index.ts';
import type { RuleFinding } from './rule.ts';

/** So many of one kind are told one by one; from one more on they are a single finding. */
const MOST_SINGLE = 3;

/** Findings that say the same of many files, as one that names the first few: forty lines of one sentence hide the others. */
export function foldAlike(
  findings: readonly RuleFinding[],
  sentence: (count: number, examples: readonly string[]) => Message,
): readonly RuleFinding[] {
  const [first] = findings;
  if (first === undefined || findings.length <= MOST_SINGLE) return findings;
  const named = findings.slice(0, MOST_SINGLE).map(({ path }) => path ?? '');
  return [{ severity: first.severity, key: 'several', message: sentence(findings.length, named) }];
}
