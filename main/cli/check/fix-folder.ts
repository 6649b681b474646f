import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FixPreview } from '../../../preload/contract.ts';
import { inWords, reasonOf } from '../../../preload/messages/index.ts';
import { type CheckedFinding, Fixes } from '../../addon/index.ts';
import { say } from '../output/say.ts';
import { sayError, sayFinding, sayMessage } from '../output/say-main.ts';

/** A step as it is told: what becomes of which file, without the whole text. */
type ToldStep = Pick<FixPreview['steps'][number], 'kind' | 'path' | 'to'>;

/** What became of one fix. `undone`: it did not help, or broke something else, and was taken back. */
export interface FixTried {
  readonly rule: string;
  readonly path?: string | undefined;
  readonly message: string;
  readonly description: string;
  readonly state: 'shown' | 'done' | 'undone' | 'refused';
  readonly steps: readonly ToldStep[];
  readonly reason?: string | undefined;
}

export interface FixJob {
  readonly folder: string;
  /** Only fixes of these rules; all of them where the list is empty. */
  readonly rules: readonly string[];
  /** Reads and checks the folder as it is now. */
  readonly look: () => Promise<readonly CheckedFinding[]>;
  readonly signal: AbortSignal;
}

type Fixable = CheckedFinding & { readonly fix: NonNullable<CheckedFinding['fix']> };

/** What the fixes would do; nothing is changed. */
export async function showFixes(
  findings: readonly CheckedFinding[],
  { folder, rules }: Omit<FixJob, 'look'>,
): Promise<FixTried[]> {
  const fixes = new Fixes(join(tmpdir(), 'loadmaster-never-used'));
  const shown: FixTried[] = [];
  for (const found of findings) if (isFixable(found, rules)) shown.push((await show(fixes, folder, found)).tried);
  return shown;
}

/**
 * Does one fix after the other, and looks at the folder again after each: the next is worked out from what is then there, and a fix that leaves its finding
 * or makes a new one is taken back.
 */
export async function applyFixes(
  job: FixJob,
): Promise<{ readonly tried: readonly FixTried[]; readonly keptIn: string }> {
  const keptIn = await mkdtemp(join(tmpdir(), 'loadmaster-fixes-'));
  const fixes = new Fixes(keptIn);
  const tried: FixTried[] = [];
  const seen = new Set<string>();
  let findings = await job.look();
  for (;;) {
    job.signal.throwIfAborted();
    const next = findings.find((found): found is Fixable => isFixable(found, job.rules) && !seen.has(found.finding.id));
    if (next === undefined) return { tried, keptIn };
    seen.add(next.finding.id);
    const result = await tryFix(fixes, job, next, findings);
    tried.push(result.tried);
    findings = result.findings;
  }
}

async function tryFix(fixes: Fixes, job: FixJob, found: Fixable, before: readonly CheckedFinding[]) {
  const { tried, token } = await show(fixes, job.folder, found);
  if (token === undefined) return { tried, findings: before };
  const applied = await fixes.apply(token);
  if (!applied.ok)
    return {
      tried: { ...tried, state: 'refused' as const, reason: sayError(applied.error).sentence },
      findings: before,
    };
  const after = await job.look();
  const reason = whyUndo(found, before, after);
  if (reason === undefined) return { tried: { ...tried, state: 'done' as const }, findings: after };
  const undone = await fixes.undo(applied.value.undoId);
  return {
    tried: { ...tried, state: 'undone' as const, reason: undone.ok ? reason : sayError(undone.error).sentence },
    findings: await job.look(),
  };
}

function whyUndo(
  found: Fixable,
  before: readonly CheckedFinding[],
  after: readonly CheckedFinding[],
): string | undefined {
  if (after.some(({ finding }) => finding.id === found.finding.id)) return say().check.didNotHelp;
  const known = new Set(before.map(({ finding }) => finding.id));
  const added = after.find(({ finding }) => !known.has(finding.id) && finding.severity !== 'note');
  return added && say().check.otherFault(sayFinding(added.finding).message);
}

async function show(
  fixes: Fixes,
  folder: string,
  { finding, fix }: Fixable,
): Promise<{ tried: FixTried; token?: string }> {
  const told = {
    rule: finding.rule,
    path: finding.path,
    message: finding.message,
    description: sayMessage(fix.description, fix.description.id),
  };
  try {
    const preview = await fixes.show(folder, finding.message, await fix.steps());
    if (!preview.ok)
      return { tried: { ...told, state: 'refused', steps: [], reason: sayError(preview.error).sentence } };
    const steps = preview.value.steps.map(({ kind, path, to }) => ({ kind, path, ...(to !== undefined && { to }) }));
    return { tried: { ...told, state: 'shown', steps }, token: preview.value.token };
  } catch (cause) {
    const said = reasonOf(cause);
    const reason = sayMessage(said, inWords(said));
    return { tried: { ...told, state: 'refused', steps: [], reason } };
  }
}

function isFixable(found: CheckedFinding, rules: readonly string[]): found is Fixable {
  return found.fix !== undefined && (rules.length === 0 || rules.includes(found.finding.rule));
}
