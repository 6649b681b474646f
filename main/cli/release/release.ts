import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type DestinationSettings, hasTesters, standsInTheWay } from '../../../preload/contract.ts';
import { fault, inTurn } from '../../../preload/messages/index.ts';
import { normalizeVersion } from '../../../protocol/index.ts';
import { divideForPackage, planVersion, writtenVersion } from '../../addon/index.ts';
import type { Release } from '../../destinations/index.ts';
import { type Command, type CommandContext, JSON_OPTION, text } from '../command.ts';
import { CommandFault, EXIT, type ExitCode, UsageError } from '../exit-codes.ts';
import { checkAddon, type ReadAddon, readAddon } from '../folder/read-addon.ts';
import { bytes, progressLine, table } from '../output/format.ts';
import { bareError } from '../output/outcome.ts';
import { say } from '../output/say.ts';
import { findingLine, sayError, sayMessage } from '../output/say-main.ts';
import { REGISTRY_OPTIONS, type TerminalApp, withApp } from '../terminal-app.ts';
import { saveMemoryFor } from '../very-many-files.ts';
import { notesForRelease } from './release-notes.ts';
import { followRelease, takeJobTokens } from './release-run.ts';

export const release: Command = {
  usage: 'DIR [--version V] [--beta | --promote] [--to NAMES] [--notes FILE] [--dry-run] [--json]',
  options: {
    ...JSON_OPTION,
    data: REGISTRY_OPTIONS.data,
    version: { type: 'string', value: 'V' },
    to: { type: 'string', value: 'NAMES' },
    id: { type: 'string', value: 'ID' },
    notes: { type: 'string', value: 'FILE' },
    beta: { type: 'boolean' },
    promote: { type: 'boolean' },
    'take-over': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  },
  examples: [
    'release "My Plane" --version 1.4.0 --dry-run',
    'release "My Plane" --version 1.4.0 --beta',
    'release "My Plane" --promote',
  ],
  words: { least: 1, most: 1 },
  run: (context) => {
    const { beta, promote } = context.options;
    if (beta === true && promote === true) throw new UsageError(say().frame.notBoth('--beta', '--promote'));
    return withApp(context, (app) => (promote === true ? promoteFolder(app, context) : releaseFolder(app, context)));
  },
};

async function releaseFolder(app: TerminalApp, context: CommandContext): Promise<ExitCode> {
  const { terminal, signal, options, words } = context;
  const addon = await readAddon(words[0] ?? '', signal, text(options, 'id'));
  const settings = await chosenDestinations(addon, text(options, 'to'));
  const given = text(options, 'version') ?? addon.project.release?.packageVersion;
  const version = readReleaseVersion(given ?? (await versionInFiles(addon)));
  await refuseMissingSecrets(addon, settings, app, context);
  if (await isBlocked(addon, settings, { terminal, signal })) return EXIT.failed;
  return planOrRelease(await packRelease(app, addon, version, context), settings, app, context);
}

async function planOrRelease(
  release: Release,
  settings: readonly DestinationSettings[],
  app: TerminalApp,
  context: CommandContext,
): Promise<ExitCode> {
  const { newRecord, planRelease } = await import('../../destinations/index.ts');
  saveMemoryFor('release', release.content.length);
  if (context.options['dry-run'] === true) {
    const { destinationDeps } = await import('./release-deps.ts');
    return tellPlan(await planRelease(release, settings, await destinationDeps(app, context)), context);
  }
  const record = newRecord(release, settings, { id: randomUUID(), now: Date.now() });
  return followRelease(record, release, app, context);
}

/** All that is missing is said at once, and nothing is packed or sent. A dry run says it of each place beside the plans of the others. */
async function refuseMissingSecrets(
  addon: ReadAddon,
  settings: readonly DestinationSettings[],
  app: TerminalApp,
  context: CommandContext,
): Promise<void> {
  if (context.options['dry-run'] === true) return;
  await takeJobTokens(addon, settings, app, context);
  const { missingSecrets } = await import('../../destinations/index.ts');
  const { secretsAtHand } = await import('./release-deps.ts');
  const missing = await missingSecrets(settings, secretsAtHand(app, context));
  const [first, ...others] = missing;
  if (first === undefined) return;
  for (const { error } of others) context.terminal.note(sayError(error).sentence);
  context.terminal.note(say().release.nothingSent);
  throw new CommandFault(EXIT.failed, first.error);
}

async function isBlocked(
  addon: ReadAddon,
  settings: readonly DestinationSettings[],
  { terminal, signal }: Pick<CommandContext, 'terminal' | 'signal'>,
): Promise<boolean> {
  const findings = (await checkAddon(addon, signal)).map(({ finding }) => finding);
  const errors = standsInTheWay(findings, settings);
  if (errors.length === 0) return false;
  terminal.document({ ok: false, error: bareError(fault('blocked.text')), findings });
  for (const finding of errors)
    terminal.line(terminal.paint('red', `${say().severity.error}  ${findingLine(finding)}`));
  return true;
}

/** What testers have becomes everybody's: the archive of then where this machine has it, else the same files packed again. */
async function promoteFolder(app: TerminalApp, context: CommandContext): Promise<ExitCode> {
  const { terminal, signal, options, words } = context;
  const { whereTestersLack } = await import('../../destinations/index.ts');
  const { destinationDeps } = await import('./release-deps.ts');
  const addon = await readAddon(words[0] ?? '', signal, text(options, 'id'));
  const chosen = await chosenDestinations(addon, text(options, 'to'));
  const settings = chosen.filter(hasTesters);
  const without = chosen.find((one) => !hasTesters(one));
  if (settings.length === 0 || (without !== undefined && text(options, 'to') !== undefined)) {
    throw new UsageError(say().release.noTesters(without?.name ?? say().release.noDestination));
  }
  await refuseMissingSecrets(addon, settings, app, context);
  const release = await releaseForTesters(addon, settings, app, context);
  if (release === undefined) return EXIT.failed;
  const [lack] = await whereTestersLack(release, settings, await destinationDeps(app, context));
  if (lack !== undefined) {
    terminal.note(say().release.nothingChanged);
    throw new CommandFault(EXIT.failed, lack.error);
  }
  return planOrRelease({ ...release, preRelease: false }, settings, app, context);
}

async function releaseForTesters(
  addon: ReadAddon,
  settings: readonly DestinationSettings[],
  app: TerminalApp,
  context: CommandContext,
): Promise<Release | undefined> {
  const { lastForTesters, releaseOfRecord } = await import('../../destinations/index.ts');
  const given = text(context.options, 'version');
  const wanted = given === undefined ? undefined : readReleaseVersion(given);
  const record = lastForTesters(await app.releases(), addon.folder, wanted);
  const kept = record && (await releaseOfRecord(record).catch(() => undefined));
  if (kept !== undefined) {
    context.terminal.note(say().release.asTestersGotIt(kept.name, kept.version));
    return kept;
  }
  const version = wanted ?? record?.version ?? readReleaseVersion(await versionInFiles(addon));
  if (await isBlocked(addon, settings, context)) return undefined;
  return packRelease(app, addon, version, context);
}

async function chosenDestinations(addon: ReadAddon, to: string | undefined): Promise<readonly DestinationSettings[]> {
  const { readDestinations } = await import('../../destinations/index.ts');
  const { settings, faults } = readDestinations(addon.project.destinations);
  const [first] = faults;
  if (first !== undefined) throw new CommandFault(EXIT.failed, fault('bad_destination.text', first));
  const names = to?.split(',').map((name) => name.trim());
  const unknown = names?.find((name) => !settings.some((one) => one.name === name));
  if (unknown !== undefined) throw new UsageError(say().release.unknownDestination(unknown));
  const chosen = settings.filter(({ name }) => names === undefined || names.includes(name));
  if (chosen.length === 0) {
    throw new CommandFault(EXIT.usage, fault('no_destinations.none'));
  }
  return chosen;
}

async function versionInFiles(addon: ReadAddon): Promise<string | undefined> {
  const plan = await planVersion(addon, '0.0.0');
  const [first, ...more] = plan.faults;
  if (first !== undefined) throw new CommandFault(EXIT.failed, fault('version_place.text', inTurn(first, ...more)));
  return writtenVersion(plan)?.version;
}

function readReleaseVersion(given: string | undefined): string {
  if (given === undefined || given === '') throw new UsageError(say().release.noVersion);
  const version = normalizeVersion(given);
  if (!version.ok) throw new UsageError(say().frame.notVersion(given));
  return version.value.canonical;
}

async function packRelease(
  app: TerminalApp,
  addon: ReadAddon,
  version: string,
  { terminal, signal, options }: CommandContext,
): Promise<Release> {
  const { buildArchive, planArchive } = await import('../../archive/index.ts');
  const { openArchiveContent } = await import('../../destinations/index.ts');
  const parts = divideForPackage(addon.scan, addon.project);
  const request = { root: addon.folder, entries: parts.content, folders: parts.contentFolders, ...parts };
  const plan = planArchive({ ...request, packageId: addon.packageId });
  if (!plan.ok) {
    const [first] = plan.refusals;
    throw new CommandFault(EXIT.failed, first ?? fault('not_packable.folder'));
  }
  const folder = join(app.dataFolder, 'releases');
  await mkdir(folder, { recursive: true });
  const out = await archiveFor(app, join(folder, `${plan.plan.packageId}-${version}`.replaceAll(/[^\w.-]/g, '_')));
  const onProgress = (progress: Parameters<typeof progressLine>[0]) => terminal.progress(progressLine(progress));
  const built = await buildArchive(plan.plan, { out, level: 6, previous: out, signal, onProgress });
  terminal.endProgress();
  const { packageId } = plan.plan;
  const notes = await notesForRelease(addon, version, { options, signal });
  if (!terminal.json) terminal.note(notes.text === '' ? say().release.noNotes : say().release.notes(notes.from));
  return {
    ...{ version, packageId, root: addon.folder, folderName: basename(addon.folder) },
    name: addon.project.packageName ?? addon.detection.suggested.packageName,
    preRelease: options.beta === true || /[a-z]/i.test(version),
    notes: notes.text,
    archive: { path: built.path, sha256: built.sha256, size: built.size },
    content: await openArchiveContent(built.path, packageId, addon.folder),
  };
}

/** Its own file for each version; a retry sends what was packed then, so that of a release which is not everywhere yet is left alone. */
async function archiveFor(app: TerminalApp, name: string): Promise<string> {
  const { unfinishedReleases } = await import('../../destinations/index.ts');
  const needed = new Set(unfinishedReleases(await app.releases()).map(({ archive }) => archive.path));
  for (let at = 1; ; at++) {
    const out = at === 1 ? `${name}.zip` : `${name}-${at}.zip`;
    if (!needed.has(out)) return out;
  }
}

type Plans = Awaited<ReturnType<typeof import('../../destinations/index.ts')['planRelease']>>;

function tellPlan(plans: Plans, { terminal }: CommandContext): ExitCode {
  terminal.document({
    dryRun: true,
    destinations: plans.map(({ settings, ...rest }) => ({ name: settings.name, kind: settings.kind, ...rest })),
  });
  const t = say().release;
  const rows = plans.map(({ settings, plan, error }) => {
    if (plan === undefined) return [settings.name, error ? sayError(error).sentence : ''];
    const { added, changed, deleted, versionThere } = plan;
    const change = t.change(say().count.files(added + changed), bytes(plan.bytes), deleted);
    const nothing = added + changed + deleted === 0;
    return [settings.name, nothing ? t.nothingToDo : change, versionThere ?? t.nothingThere];
  });
  for (const row of table(rows)) terminal.line(row);
  for (const { plan, settings } of plans)
    for (const finding of plan?.findings ?? [])
      terminal.line(
        `  ${settings.name}: ${say().severity[finding.severity]}  ${sayMessage(finding.said, finding.message)}`,
      );
  const bad = plans.some(
    ({ plan, error }) => error !== undefined || plan?.findings.some(({ severity }) => severity === 'error'),
  );
  return bad ? EXIT.failed : EXIT.done;
}
