import { ignoreFix } from './fixes-offered.ts';
import type { RuleFinding } from './rule.ts';

/** So many are told one by one. */
const MOST_SINGLE = 3;

/** Findings of one rule that say the very same of many files, as one with all their paths: forty rows of one sentence hide the others. */
export function foldSame(findings: readonly RuleFinding[]): readonly RuleFinding[] {
  const groups = Map.groupBy(findings, sentenceOf);
  return [...groups.values()].flatMap((same) => (same.length > MOST_SINGLE ? [asOne(same)] : same));
}

/** What is said of a path, without the path. A fix that does more than leave the file out stays with its file. */
function sentenceOf(finding: RuleFinding): string | RuleFinding {
  const { severity, message, why, fix, path, libraries } = finding;
  const isAlone = path === undefined || libraries !== undefined || (fix !== undefined && fix.leavesOut === undefined);
  return isAlone ? finding : JSON.stringify([severity, message, why, fix !== undefined]);
}

function asOne(same: readonly RuleFinding[]): RuleFinding {
  const [first, ...others] = same;
  if (first === undefined) throw new Error('a group has a first one');
  const root = first.fix?.leavesOut?.root;
  const patterns = same.flatMap(({ fix }) => fix?.leavesOut?.patterns ?? []);
  return {
    ...first,
    // The same group is the same finding at the next check, whichever file is the first of it then.
    key: `same ${JSON.stringify(first.message)}`,
    also: others.flatMap(({ path, also }) => [path ?? '', ...(also ?? [])]),
    ...(root !== undefined && { fix: ignoreFix(root, ...patterns) }),
  };
}
