import { resolve } from 'node:path';
import { type CheckedFinding, openFileContents, RULE_IDS } from '../../addon/index.ts';
import { type Command, type CommandContext, JSON_OPTION, text } from '../command.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { checkAddon, type ReadAddon, readAddon } from '../folder/read-addon.ts';
import { say } from '../output/say.ts';
import type { Terminal } from '../output/terminal.ts';
import { visibleJson } from '../output/visible.ts';
import { didYouMean } from '../suggest.ts';
import { ownVersion } from '../version.ts';
import { asDocument, countsOf, printReport } from './check-report.ts';
import { applyFixes, type FixTried, showFixes } from './fix-folder.ts';
import { placeIn } from './reports/place.ts';
import { REPORT_FORMATS, type ReportFormat, writeReport } from './reports/reports.ts';

export const check: Command = {
  usage: 'DIR [--fix [RULE...] [--yes]] [--id ID] [--format github|sarif|junit | --json]',
  options: {
    ...JSON_OPTION,
    id: { type: 'string', value: 'ID' },
    fix: { type: 'boolean' },
    yes: { type: 'boolean' },
    format: { type: 'string', value: 'FORMAT' },
  },
  examples: ['check "My Plane"', 'check . --format sarif > loadmaster.sarif', 'check . --fix --yes'],
  words: { least: 1, most: 1 + RULE_IDS.length },
  async run(context) {
    const { terminal, signal, options } = context;
    const { folder, rules } = readWords(context);
    const format = readFormat(options);
    const look = lookAt(folder, text(options, 'id'), signal);
    let now = await look();
    let fixes: readonly FixTried[] | undefined;
    let keptIn: string | undefined;
    if (options.fix === true && options.yes === true) {
      const job = { folder: now.addon.folder, rules, look: async () => (await look()).findings, signal };
      ({ tried: fixes, keptIn } = await applyFixes(job));
      now = await look();
    } else if (options.fix === true) fixes = await showFixes(now.findings, { folder: now.addon.folder, rules, signal });
    terminal.document(asDocument({ ...now, fixes }));
    if (format !== undefined) await printForCi(format, now, context);
    else printForPeople(now, { fixes, keptIn }, terminal);
    return countsOf(now.findings).error > 0 ? EXIT.failed : EXIT.done;
  },
};

interface FixesDone {
  readonly fixes: readonly FixTried[] | undefined;
  readonly keptIn: string | undefined;
}

function printForPeople(now: Look, { fixes, keptIn }: FixesDone, terminal: Terminal): void {
  if (fixes) printFixes(fixes, keptIn, terminal);
  printReport(now, terminal);
}

function readFormat(options: CommandContext['options']): ReportFormat | undefined {
  const wanted = text(options, 'format');
  if (wanted === undefined) return undefined;
  const format = REPORT_FORMATS.find((name) => name === wanted);
  if (format === undefined) {
    const sentence = say().check.noFormat(wanted, REPORT_FORMATS.join(', '));
    throw new UsageError(`${sentence}${didYouMean(wanted, REPORT_FORMATS)}`);
  }
  if (options.json === true) throw new UsageError(say().check.formatOrJson);
  return format;
}

async function printForCi(format: ReportFormat, now: Look, { terminal, env }: CommandContext): Promise<void> {
  const report = await writeReport(format, {
    findings: now.findings.map(({ finding }) => finding),
    rules: RULE_IDS,
    version: await ownVersion(),
    place: placeIn(now.addon.folder, resolve(env.GITHUB_WORKSPACE || '.')),
  });
  for (const line of report.split('\n').slice(0, -1)) terminal.line(format === 'sarif' ? visibleJson(line) : line);
}

/** The folder, and the rules after --fix, in whatever order they were written. */
function readWords({ words, options }: CommandContext): { readonly folder: string; readonly rules: readonly string[] } {
  const [first = '', ...others] = words;
  if (options.yes === true && options.fix !== true) throw new UsageError(say().check.yesNeedsFix);
  if (options.fix !== true) {
    if (others.length > 0) throw new UsageError(say().frame.callTooLong(others.join(' ')));
    return { folder: first, rules: [] };
  }
  const folders = words.filter((word) => !RULE_IDS.includes(word));
  const [folder, ...unknown] = folders;
  if (unknown.length > 0) {
    throw new UsageError(say().check.noRule(unknown.join(', '), RULE_IDS.join(', ')));
  }
  // A folder may be called like a rule.
  return folder === undefined
    ? { folder: first, rules: others }
    : { folder, rules: words.filter((word) => word !== folder) };
}

interface Look {
  readonly addon: ReadAddon;
  readonly findings: readonly CheckedFinding[];
}

/** Reads and checks the folder as it is; what did not change since the last look is not read again. */
function lookAt(folder: string, packageId: string | undefined, signal: AbortSignal): () => Promise<Look> {
  let contents: ReturnType<typeof openFileContents> | undefined;
  return async () => {
    const addon = await readAddon(folder, signal, packageId);
    contents ??= openFileContents(addon.folder);
    return { addon, findings: await checkAddon(addon, signal, contents) };
  };
}

function printFixes(fixes: readonly FixTried[], keptIn: string | undefined, terminal: Terminal): void {
  const t = say().check;
  for (const { rule, state, description, reason, steps } of fixes) {
    terminal.line(
      `${t.fixStates[state].padEnd(10)}  ${rule}  ${description}${reason === undefined ? '' : ` ${reason}`}`,
    );
    for (const step of steps) {
      terminal.line(
        terminal.paint(
          'dim',
          `            ${t.fixSteps[step.kind]} ${step.path}${step.to === undefined ? '' : ` -> ${step.to}`}`,
        ),
      );
    }
  }
  const done = fixes.filter(({ state }) => state === 'done').length;
  if (fixes.length === 0) terminal.line(t.nothingToFix);
  else if (keptIn === undefined) terminal.line(t.nothingChanged(say().count.fixes(fixes.length)));
  else terminal.line(t.fixesDone(say().count.fixes(done), keptIn));
  terminal.line();
}
