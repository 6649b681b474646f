import { createHash } from 'node:crypto';
import type { Finding } from '../../../preload/contract.ts';
import { inWords, message } from '../../../preload/messages/index.ts';
import { foldSame } from './fold-same.ts';
import { withoutTooWideFixes } from './only-its-own.ts';
import type { OfferedFix, PreflightContext, Rule, RuleFinding } from './rule.ts';
import { RULES } from './rules/index.ts';

/** More findings of one rule than this say nothing new; the last one tells how many there are. */
const MOST_PER_RULE = 200;
/** Nobody reads more paths than this, and each goes to the page. */
const MOST_ALSO = 500;

/** What --fix and the like may name. */
export const RULE_IDS: readonly string[] = RULES.map(({ id }) => id);

export interface CheckedFinding {
  readonly finding: Finding;
  readonly fix?: OfferedFix;
}
export interface PreflightReport {
  /** Errors first, then warnings, then notes; within these in the order of the rules and of the paths. */
  readonly findings: readonly CheckedFinding[];
  readonly byRule: ReadonlyMap<string, readonly CheckedFinding[]>;
}

const SEVERITY_ORDER = { error: 0, warning: 1, note: 2 } as const;

/**
 * Runs the rules over an add-on. With the report of the time before and the paths that changed since, only rules that
 * those paths concern run again.
 */
export async function runPreflight(
  context: PreflightContext,
  since?: { readonly report: PreflightReport; readonly changed: readonly string[] },
): Promise<PreflightReport> {
  const byRule = new Map<string, readonly CheckedFinding[]>();
  for (const rule of RULES) {
    context.signal?.throwIfAborted();
    const before = since?.report.byRule.get(rule.id);
    const again = before === undefined || !rule.concerns || since?.changed.some(rule.concerns);
    byRule.set(rule.id, again ? await runRule(rule, context) : before);
  }
  return { findings: sorted([...byRule.values()].flat()), byRule };
}

/** The findings with those of one rule made anew: for what a release form tells and the folder does not. */
export async function checkAgain(
  ruleId: string,
  findings: readonly CheckedFinding[],
  context: PreflightContext,
): Promise<readonly CheckedFinding[]> {
  const rule = RULES.find(({ id }) => id === ruleId);
  if (rule === undefined) return findings;
  return sorted([...findings.filter(({ finding }) => finding.rule !== ruleId), ...(await runRule(rule, context))]);
}

function sorted(findings: readonly CheckedFinding[]): readonly CheckedFinding[] {
  return findings.toSorted((a, b) => SEVERITY_ORDER[a.finding.severity] - SEVERITY_ORDER[b.finding.severity]);
}

async function runRule(rule: Rule, context: PreflightContext): Promise<readonly CheckedFinding[]> {
  const found = foldSame(withoutTooWideFixes(await rule.check(context), context.scan));
  const told = found.slice(0, MOST_PER_RULE).map((finding) => toFinding(rule, finding));
  const rest = found.length - told.length;
  if (rest <= 0) return told;
  const worst = found.some((finding) => finding.severity === 'error') ? 'error' : (found[0]?.severity ?? 'note');
  return [...told, toFinding(rule, { severity: worst, message: message('fix.more', rest), key: 'more' })];
}

function toFinding(rule: Rule, found: RuleFinding): CheckedFinding {
  const { severity, path, also, key, fix, libraries } = found;
  const why = found.why ?? message(`${rule.id}.why`);
  const finding: Finding = {
    id: findingId(rule.id, also === undefined ? path : '', key),
    rule: rule.id,
    severity,
    ...(path !== undefined && { path }),
    ...(also !== undefined && { also: also.slice(0, MOST_ALSO) }),
    message: inWords(found.message),
    why: inWords(why),
    ...(fix && { fix: { label: inWords(fix.label), description: inWords(fix.description) } }),
    ...(libraries && { libraries: { names: libraries.names, sentence: inWords(libraries.sentence) } }),
    said: {
      message: found.message,
      why,
      ...(fix && { label: fix.label, description: fix.description }),
      ...(libraries && { libraries: libraries.sentence }),
    },
  };
  return { finding, ...(fix && { fix }) };
}

/** The same finding has the same id at the next check, so that lists keep their place and a fix finds its finding. */
function findingId(rule: string, path = '', key = ''): string {
  return `${rule}:${createHash('sha1').update(`${path}\n${key}`).digest('hex').slice(0, 16)}`;
}
