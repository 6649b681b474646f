import { resolve } from 'node:path';
import { inWords } from '../../preload/messages/index.ts';
import { normalizeVersion } from '../../protocol/index.ts';
import { type Command, type CommandContext, JSON_OPTION, text } from './command.ts';
import { CommandFault, EXIT, type ExitCode, UsageError } from './exit-codes.ts';
import { readAddon } from './read-addon.ts';
import { followRelease } from './release-run.ts';
import { REGISTRY_OPTIONS, type TerminalApp, withApp } from './terminal-app.ts';

export const withdraw: Command = {
  usage: 'DIR --from NAME --version V [--yes] [--json]',
  help: [
    'A depot and a mirror go back to the version before, where its files are still here; a GitHub release becomes a draft;',
    'a zip is deleted; a site lists the version no longer. A registry keeps what it has processed.',
    'Without --yes it says what would be done and what cannot be taken back, and does nothing.',
    '',
    'Ends with 0 when it is done, 1 failed, 2 wrong call or no --yes, 3 it cannot be taken back there.',
  ],
  options: {
    ...JSON_OPTION,
    data: REGISTRY_OPTIONS.data,
    from: { type: 'string', says: 'the destination', value: 'NAME' },
    version: { type: 'string', says: 'the version that is taken back', value: 'V' },
    id: { type: 'string', says: 'package id', value: 'ID' },
    yes: { type: 'boolean', says: 'do it' },
  },
  words: { least: 1, most: 1 },
  run: (context) => withApp(context, (app) => withdrawVersion(app, context)),
};

async function withdrawVersion(app: TerminalApp, context: CommandContext): Promise<ExitCode> {
  const { terminal, options } = context;
  const { errorOf, loggedReleases, planWithdrawal, withdraw: takeBack } = await import('../destinations/index.ts');
  const { destinationDeps } = await import('./release-deps.ts');
  const deps = await destinationDeps(app, context);
  const what = await whatToWithdraw(context);
  try {
    const withdrawal = await planWithdrawal(what, loggedReleases(deps.log), deps);
    const [does, stays] = [inWords(withdrawal.does), inWords(withdrawal.stays)];
    terminal.line(does);
    terminal.line(stays);
    if (options.yes !== true) {
      terminal.document({ done: false, does, stays });
      terminal.line('Nothing was done yet: --yes does it.');
      return EXIT.usage;
    }
    const quiet = { ...context, terminal: { ...terminal, document: () => {} } };
    let ended: ExitCode = EXIT.done;
    const isBack = await takeBack(withdrawal, {
      deps,
      log: deps.log,
      now: Date.now,
      goBack: async (record, release) => {
        ended = await followRelease(record, release, app, quiet);
        return ended === EXIT.done;
      },
    });
    if (!isBack) {
      terminal.document({ done: false, does, stays });
      return ended;
    }
    terminal.document({ done: true, does, stays });
    terminal.line(`${what.version} is taken back from ${what.settings.name}.`);
    return EXIT.done;
  } catch (cause) {
    const error = errorOf(cause);
    throw new CommandFault(error.code === 'cannot_be_withdrawn' ? EXIT.refused : EXIT.failed, error);
  }
}

async function whatToWithdraw({ options, words, signal }: CommandContext) {
  const { readDestinations } = await import('../destinations/index.ts');
  const addon = await readAddon(words[0] ?? '', signal, text(options, 'id'));
  const name = text(options, 'from');
  const settings = readDestinations(addon.project.destinations).settings.find((one) => one.name === name);
  if (settings === undefined) throw new UsageError(`--from has to name a destination of ${resolve(words[0] ?? '')}.`);
  const version = normalizeVersion(text(options, 'version') ?? '');
  if (!version.ok) throw new UsageError('--version has to say which version is taken back.');
  return { settings, version: version.value.canonical, packageId: addon.packageId, folder: addon.folder };
}
