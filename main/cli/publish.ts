import { resolve } from 'node:path';
import type { ReleaseDraft } from '../../preload/contract.ts';
import { ACCESS_CHOICES, PLATFORMS, tidyXPlaneSelection } from '../../protocol/index.ts';
import { readProjectFile } from '../addon/index.ts';
import { type Command, type CommandContext, JSON_OPTION, text } from './command.ts';
import { EXIT, UsageError } from './exit-codes.ts';
import { follow, tellEnd } from './follow.ts';
import { expectOk, sentenceOf } from './outcome.ts';
import { readLevel } from './pack.ts';
import { REGISTRY_OPTIONS, withWorkshop } from './terminal-workshop.ts';

export const publish: Command = {
  name: 'publish',
  summary: 'Checks, packs and sends an add-on folder as a version, and waits until the registry has processed it',
  usage: 'DIR [--version V] [--registry WHERE] [--dry-run] [options]',
  help: [
    'What is not given comes from loadmaster.json, then from the last version, then from the folder itself.',
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
    timeout: { type: 'string', says: 'stop waiting after so many seconds', value: 'S' },
  },
  words: { least: 1, most: 1 },
  run: (context) =>
    withWorkshop(context, async (workshop) => {
      const { terminal, signal, options, words } = context;
      const { handlers, connection } = workshop;
      const folder = resolve(words[0] ?? '');
      const addon = expectOk(await handlers.addons.add({ folder }), EXIT.usage);
      const target = { addonId: addon.id, connectionId: connection.id };
      const start = expectOk(await handlers.publish.startRelease(target));
      if (start.registryError) terminal.note(sentenceOf(start.registryError));
      const project = await readProjectFile(folder);
      const release = project.state === 'read' ? project.project.release : undefined;
      const draft = withOptions(
        release ? { ...release, packageVersion: start.draft.packageVersion } : start.draft,
        options,
      );
      const faults = expectOk(await handlers.publish.check({ ...target, draft }));
      if (faults.length > 0) {
        terminal.document({ ok: false, error: { code: 'form', message: 'The release form has faults.' }, faults });
        for (const fault of faults) {
          terminal.line(terminal.paint('red', `${sentenceOf(fault)} (${fault.code})`));
          if (fault.hint !== undefined) terminal.line(`  ${fault.hint}`);
        }
        return EXIT.failed;
      }
      const level = readLevel(text(options, 'level'));
      const submission = expectOk(
        await handlers.publish.submit({ ...target, draft, dryRun: options['dry-run'] === true, level }),
      );
      const ended = await follow(submission.id, { workshop, terminal, signal, timeoutMs: readTimeout(options) });
      return tellEnd(ended, terminal);
    }),
};

export function readTimeout(options: CommandContext['options']): number | null {
  const given = text(options, 'timeout');
  if (given === undefined) return null;
  const seconds = Number(given);
  if (!(seconds > 0)) throw new UsageError('--timeout takes a number of seconds.');
  return seconds * 1000;
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
