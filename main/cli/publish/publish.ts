import { resolve } from 'node:path';
import type { ReleaseDraft, Submission } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import {
  ACCESS_CHOICES,
  normalizePackageId,
  normalizeVersion,
  PLATFORMS,
  tidyXPlaneSelection,
} from '../../../protocol/index.ts';
import { SEVERITY_STYLE } from '../check/severity-style.ts';
import { type Command, type CommandContext, JSON_OPTION, text } from '../command.ts';
import { EXIT, type ExitCode, UsageError } from '../exit-codes.ts';
import { readLevel } from '../folder/pack.ts';
import { bareError, expectOk, sentenceOf } from '../output/outcome.ts';
import { say } from '../output/say.ts';
import { findingLine, sayError } from '../output/say-main.ts';
import { REGISTRY_OPTIONS, type TerminalApp, withApp } from '../terminal-app.ts';
import { beginForm } from './begin-form.ts';
import { follow } from './follow.ts';
import { tellEnd } from './submission-end.ts';
import { listUnderWay } from './under-way.ts';
import { readTimeout, WAIT_OPTIONS } from './wait-options.ts';

export const publish: Command = {
  usage: 'DIR [--version V] [--registry WHERE] [--dry-run] [options]',
  options: {
    ...JSON_OPTION,
    ...REGISTRY_OPTIONS,
    id: { type: 'string', value: 'ID' },
    version: { type: 'string', value: 'V' },
    xplane: { type: 'string', value: 'SEL' },
    access: { type: 'string', value: 'ACCESS', choices: ACCESS_CHOICES },
    platforms: { type: 'string', value: 'LIST', choices: PLATFORMS },
    dependencies: { type: 'string', value: 'JSON' },
    incompatibilities: { type: 'string', value: 'JSON' },
    level: { type: 'string', value: '1|6' },
    'dry-run': { type: 'boolean' },
    ...WAIT_OPTIONS,
  },
  words: { least: 1, most: 1 },
  run: (context) =>
    withApp(context, async (app) => {
      const { terminal, signal, options, words } = context;
      const { handlers, connection, jobTokens } = app;
      const level = readLevel(text(options, 'level'));
      const wait = { timeoutMs: readTimeout(options), wait: options.wait === true };
      const folder = resolve(words[0] ?? '');
      // Asked first: what was interrupted is looked for on the registry from here on, and may have ended a moment later.
      const unfinished = await listUnderWay(app);
      const addon = expectOk(await handlers.addons.add({ folder }), EXIT.usage);
      const target = { addonId: addon.id, connectionId: connection.id };
      const { start, draft: begun } = await beginForm(app, folder, target);
      const draft = withOptions(begun, options);
      const trusted = !dryRunOf(options) && (await jobTokens.take(connection, draft.packageId, context));
      if (start.registryError && !trusted) terminal.note(sentenceOf(start.registryError));
      const earlier = dryRunOf(options) ? undefined : earlierOf(unfinished, addon.id, draft, options);
      if (earlier) {
        terminal.note(say().publish.goesOn(`${earlier.packageId} ${earlier.version}`));
        return goOn(earlier, app, context, wait);
      }
      const faults = expectOk(await handlers.publish.check({ ...target, draft }));
      if (faults.length > 0) {
        terminal.document({ ok: false, error: bareError(fault('form.text')), faults });
        for (const found of faults) {
          terminal.line(terminal.paint('red', `${sentenceOf(found)} (${found.code})`));
          const { hint } = sayError(found);
          if (hint !== undefined) terminal.line(`  ${hint}`);
        }
        return EXIT.failed;
      }
      if (!(await passesChecks(addon.id, app, terminal))) return EXIT.failed;
      const submission = expectOk(
        await handlers.publish.submit({ ...target, draft, dryRun: dryRunOf(options), level }),
      );
      return tellEnd(await follow(submission.id, { app, terminal, signal, ...wait }), terminal);
    }),
};

const MEND = fault('check_errors.text');

/** What the checks found, before anything is packed; an error ends it here, since a retry would only find it again. */
async function passesChecks(
  addonId: string,
  { handlers }: TerminalApp,
  terminal: CommandContext['terminal'],
): Promise<boolean> {
  const findings = expectOk(await handlers.addons.findings({ id: addonId }));
  const told = findings.filter(({ severity }) => severity !== 'note');
  for (const finding of told) {
    const line = `${say().severity[finding.severity].padEnd(7)}  ${findingLine(finding)}`;
    terminal.note(terminal.paint(SEVERITY_STYLE[finding.severity], line));
  }
  const notes = findings.length - told.length;
  if (notes > 0) terminal.note(say().publish.moreNotes(say().count.notes(notes)));
  if (!findings.some(({ severity }) => severity === 'error')) return true;
  terminal.document({ ok: false, error: bareError(MEND), findings });
  const { sentence, hint } = sayError(MEND);
  terminal.line(terminal.paint('red', sentence));
  if (hint !== undefined) terminal.line(hint);
  return false;
}

function dryRunOf(options: CommandContext['options']): boolean {
  return options['dry-run'] === true;
}

/** Without a version the next number would be suggested, which is not what a call that is repeated means. */
function earlierOf(
  unfinished: readonly Submission[],
  addonId: string,
  draft: ReleaseDraft,
  options: CommandContext['options'],
): Submission | undefined {
  const id = normalizePackageId(draft.packageId);
  const version = normalizeVersion(draft.packageVersion);
  if (!id.ok || !version.ok) return undefined;
  return unfinished.find(
    (one) =>
      !one.dryRun &&
      one.packageId === id.value.partial &&
      (text(options, 'version') === undefined ? one.addonId === addonId : one.version === version.value.canonical),
  );
}

async function goOn(
  { id }: Submission,
  app: TerminalApp,
  { terminal, signal }: CommandContext,
  wait: { readonly timeoutMs: number | undefined; readonly wait: boolean },
): Promise<ExitCode> {
  expectOk(await app.handlers.publish.resume({ id }));
  return tellEnd(await follow(id, { app, terminal, signal, ...wait }), terminal);
}

function withOptions(draft: ReleaseDraft, options: CommandContext['options']): ReleaseDraft {
  const access = text(options, 'access');
  const chosen = ACCESS_CHOICES.find((choice) => choice === access);
  if (access !== undefined && chosen === undefined)
    throw new UsageError(say().frame.oneOf('--access', ACCESS_CHOICES.join(', ')));
  const platforms = text(options, 'platforms');
  return {
    ...draft,
    packageId: text(options, 'id') ?? draft.packageId,
    packageVersion: text(options, 'version') ?? draft.packageVersion,
    xpSelection: tidyXPlaneSelection(text(options, 'xplane') ?? draft.xpSelection),
    access: chosen ?? draft.access,
    platforms: platforms === undefined ? draft.platforms : readPlatforms(platforms),
    dependencies: readList(options, 'dependencies') ?? draft.dependencies,
    incompatibilities: readList(options, 'incompatibilities') ?? draft.incompatibilities,
  };
}

function readPlatforms(list: string): ReleaseDraft['platforms'] {
  const named = list
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  const unknown = named.find((name) => !PLATFORMS.some((platform) => platform.toLowerCase() === name));
  if (unknown !== undefined) throw new UsageError(say().publish.noPlatform(unknown, PLATFORMS.join(', ')));
  return { macOS: named.includes('macos'), windows: named.includes('windows'), linux: named.includes('linux') };
}

function readList(options: CommandContext['options'], name: string): [string, string][] | undefined {
  const given = text(options, name);
  if (given === undefined) return undefined;
  let list: unknown;
  try {
    list = JSON.parse(given);
  } catch {
    throw new UsageError(say().publish.notJson(`--${name}`));
  }
  if (!Array.isArray(list)) throw new UsageError(say().publish.notList(`--${name}`));
  return list.map((row: unknown) => {
    if (!Array.isArray(row) || row.length !== 2) throw new UsageError(say().publish.notRow(`--${name}`));
    return [String(row[0]), String(row[1])];
  });
}
