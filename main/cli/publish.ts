import { resolve } from 'node:path';
import type { ReleaseDraft, Submission } from '../../preload/contract.ts';
import { fault } from '../../preload/messages/index.ts';
import {
  ACCESS_CHOICES,
  normalizePackageId,
  normalizeVersion,
  PLATFORMS,
  tidyXPlaneSelection,
} from '../../protocol/index.ts';
import { beginForm } from './begin-form.ts';
import { type Command, type CommandContext, JSON_OPTION, text } from './command.ts';
import { EXIT, type ExitCode, UsageError } from './exit-codes.ts';
import { follow } from './follow.ts';
import { plural } from './format.ts';
import { bareError, expectOk, sentenceOf } from './outcome.ts';
import { readLevel } from './pack.ts';
import { SEVERITY_STYLE } from './severity-style.ts';
import { tellEnd } from './submission-end.ts';
import { REGISTRY_OPTIONS, type TerminalApp, withApp } from './terminal-app.ts';
import { listUnderWay } from './under-way.ts';
import { readTimeout, WAIT_OPTIONS } from './wait-options.ts';

export const publish: Command = {
  usage: 'DIR [--version V] [--registry WHERE] [--dry-run] [options]',
  help: [
    'What is not given comes from loadmaster.json, then from the last version, then from the folder itself.',
    'A version that an earlier call left unfinished goes on, with the archive that was packed then.',
    'A token comes from LOADMASTER_TOKEN or from `loadmaster connect`; it is never an option.',
    '',
    'Ends with 0 published, 1 errors found or failed, 2 wrong call, 3 refused by the registry,',
    '4 not known yet (ask again with `loadmaster status`), 130 cancelled.',
  ],
  options: {
    ...JSON_OPTION,
    ...REGISTRY_OPTIONS,
    id: { type: 'string', says: 'package id', value: 'ID' },
    version: { type: 'string', says: 'version number (the next one)', value: 'V' },
    xplane: { type: 'string', says: 'X-Plane versions it works with', value: 'SEL' },
    access: { type: 'string', says: ACCESS_CHOICES.join(', '), value: 'ACCESS' },
    platforms: { type: 'string', says: `comma list of ${PLATFORMS.join(', ')}`, value: 'LIST' },
    dependencies: { type: 'string', says: 'JSON list of [id, selection]', value: 'JSON' },
    incompatibilities: { type: 'string', says: 'JSON list of [id, selection]', value: 'JSON' },
    level: { type: 'string', says: '1 for a quick rehearsal, 6 for a release (default)', value: '1|6' },
    'dry-run': { type: 'boolean', says: 'do everything but send' },
    ...WAIT_OPTIONS,
  },
  words: { least: 1, most: 1 },
  run: (context) =>
    withApp(context, async (app) => {
      const { terminal, signal, options, words } = context;
      const { handlers, connection } = app;
      const level = readLevel(text(options, 'level'));
      const wait = { timeoutMs: readTimeout(options), wait: options.wait === true };
      const folder = resolve(words[0] ?? '');
      // Asked first: what was interrupted is looked for on the registry from here on, and may have ended a moment later.
      const unfinished = await listUnderWay(app);
      const addon = expectOk(await handlers.addons.add({ folder }), EXIT.usage);
      const target = { addonId: addon.id, connectionId: connection.id };
      const { start, draft: begun } = await beginForm(app, folder, target);
      if (start.registryError) terminal.note(sentenceOf(start.registryError));
      const draft = withOptions(begun, options);
      const earlier = dryRunOf(options) ? undefined : earlierOf(unfinished, addon.id, draft, options);
      if (earlier) {
        terminal.note(`${earlier.packageId} ${earlier.version} was begun before; it goes on.`);
        return goOn(earlier, app, context, wait);
      }
      const faults = expectOk(await handlers.publish.check({ ...target, draft }));
      if (faults.length > 0) {
        terminal.document({ ok: false, error: bareError(fault('form.text')), faults });
        for (const found of faults) {
          terminal.line(terminal.paint('red', `${sentenceOf(found)} (${found.code})`));
          if (found.hint !== undefined) terminal.line(`  ${found.hint}`);
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

const MEND = bareError(fault('check_errors.text'));

/** What the checks found, before anything is packed; an error ends it here, since a retry would only find it again. */
async function passesChecks(
  addonId: string,
  { handlers }: TerminalApp,
  terminal: CommandContext['terminal'],
): Promise<boolean> {
  const findings = expectOk(await handlers.addons.findings({ id: addonId }));
  const told = findings.filter(({ severity }) => severity !== 'note');
  for (const { severity, rule, path, message } of told) {
    const line = `${severity.padEnd(7)}  ${rule}  ${path === undefined ? '' : `${path}: `}${message}`;
    terminal.note(terminal.paint(SEVERITY_STYLE[severity], line));
  }
  const notes = findings.length - told.length;
  if (notes > 0) terminal.note(`${plural(notes, 'note')} more: \`loadmaster check\` tells them.`);
  if (!findings.some(({ severity }) => severity === 'error')) return true;
  terminal.document({ ok: false, error: MEND, findings });
  terminal.line(terminal.paint('red', MEND.message));
  if (MEND.hint !== undefined) terminal.line(MEND.hint);
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
  wait: { readonly timeoutMs: number | null; readonly wait: boolean },
): Promise<ExitCode> {
  expectOk(await app.handlers.publish.resume({ id }));
  return tellEnd(await follow(id, { app, terminal, signal, ...wait }), terminal);
}

function withOptions(draft: ReleaseDraft, options: CommandContext['options']): ReleaseDraft {
  const access = text(options, 'access');
  const chosen = ACCESS_CHOICES.find((choice) => choice === access);
  if (access !== undefined && chosen === undefined)
    throw new UsageError(`--access is one of ${ACCESS_CHOICES.join(', ')}.`);
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
  if (unknown !== undefined)
    throw new UsageError(`There is no platform ${unknown}. There are: ${PLATFORMS.join(', ')}.`);
  return { macOS: named.includes('macos'), windows: named.includes('windows'), linux: named.includes('linux') };
}

function readList(options: CommandContext['options'], name: string): [string, string][] | undefined {
  const given = text(options, name);
  if (given === undefined) return undefined;
  let list: unknown;
  try {
    list = JSON.parse(given);
  } catch {
    throw new UsageError(`--${name} is not JSON. It should look like [["author.package","1.2-"]].`);
  }
  if (!Array.isArray(list)) throw new UsageError(`--${name} is a list such as [["author.package","1.2-"]].`);
  return list.map((row: unknown) => {
    if (!Array.isArray(row) || row.length !== 2) throw new UsageError(`Each row of --${name} is [id, selection].`);
    return [String(row[0]), String(row[1])];
  });
}
