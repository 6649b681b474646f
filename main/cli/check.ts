import { resolve } from 'node:path';
import { type CheckedFinding, openFileContents, RULE_IDS } from '../addon/index.ts';
import { asDocument, countsOf, printReport } from './check-report.ts';
import { type Command, type CommandContext, JSON_OPTION, text } from './command.ts';
import { EXIT, UsageError } from './exit-codes.ts';
import { applyFixes, type FixTried, showFixes } from './fix-folder.ts';
import { checkAddon, type ReadAddon, readAddon } from './read-addon.ts';
import { placeIn } from './reports/place.ts';
import { REPORT_FORMATS, type ReportFormat, writeReport } from './reports/reports.ts';
import { didYouMean } from './suggest.ts';
import type { Terminal } from './terminal.ts';
import { ownVersion } from './version.ts';
import { visibleJson } from './visible.ts';

export const check: Command = {
  usage: 'DIR [--fix [RULE...] [--yes]] [--id ID] [--format github|sarif|junit | --json]',
  help: [
    'With --fix it shows what the fixes would do, all of them or those of the rules that are named; with --yes it does them,',
    'one after the other, and takes back one that does not help or makes something else wrong.',
    'With --format the findings are written for CI, with paths as seen from GITHUB_WORKSPACE or else from where it is called:',
    'github: annotations in the log; sarif: SARIF 2.1.0 for code scanning; junit: a test report.',
    'Ends with 0 when no error was found (warnings and notes may be), with 1 when there are errors.',
  ],
  options: {
    ...JSON_OPTION,
    id: { type: 'string', says: 'check as this package id', value: 'ID' },
    fix: { type: 'boolean', says: 'show the fixes' },
    yes: { type: 'boolean', says: 'do them' },
    format: { type: 'string', says: 'a report for CI: github, sarif or junit', value: 'FORMAT' },
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
    throw new UsageError(
      `There is no format "${wanted}": ${REPORT_FORMATS.join(', ')}.${didYouMean(wanted, REPORT_FORMATS)}`,
    );
  }
  if (options.json === true) throw new UsageError('--format and --json are two forms of one answer: name one.');
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
  if (options.yes === true && options.fix !== true)
    throw new UsageError('--yes belongs to --fix: check DIR --fix --yes.');
  if (options.fix !== true) {
    if (others.length > 0) throw new UsageError(`Too much in this call: ${others.join(' ')}`);
    return { folder: first, rules: [] };
  }
  const folders = words.filter((word) => !RULE_IDS.includes(word));
  const [folder, ...unknown] = folders;
  if (unknown.length > 0) {
    throw new UsageError(`There is no rule ${unknown.join(', ')}. There are: ${RULE_IDS.join(', ')}.`);
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

const STATES = { shown: 'would', done: 'done', undone: 'taken back', refused: 'not done' } as const;

function printFixes(fixes: readonly FixTried[], keptIn: string | undefined, terminal: Terminal): void {
  for (const { rule, state, description, reason, steps } of fixes) {
    terminal.line(`${STATES[state].padEnd(10)}  ${rule}  ${description}${reason === undefined ? '' : ` ${reason}`}`);
    for (const step of steps) {
      terminal.line(
        terminal.paint('dim', `            ${step.kind} ${step.path}${step.to === undefined ? '' : ` -> ${step.to}`}`),
      );
    }
  }
  const done = fixes.filter(({ state }) => state === 'done').length;
  if (fixes.length === 0) terminal.line('There is nothing here that can be fixed by itself.');
  else if (keptIn === undefined)
    terminal.line(`Nothing was changed. With --yes ${count(fixes.length)} would be done, one after the other.`);
  else terminal.line(`${count(done)} done. What they replaced is kept in ${keptIn}.`);
  terminal.line();
}

function count(fixes: number): string {
  return fixes === 1 ? '1 fix' : `${fixes} fixes`;
}
