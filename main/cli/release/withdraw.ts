import { resolve } from 'node:path';
import { inWords } from '../../../preload/messages/index.ts';
import { normalizeVersion } from '../../../protocol/index.ts';
import { systemClock } from '../../clock/index.ts';
import { type Command, type CommandContext, JSON_OPTION, text } from '../command.ts';
import { CommandFault, EXIT, type ExitCode, UsageError } from '../exit-codes.ts';
import { readAddon } from '../folder/read-addon.ts';
import { language, say } from '../output/say.ts';
import { REGISTRY_OPTIONS, type TerminalApp, withApp } from '../terminal-app.ts';
import { followRelease } from './release-run.ts';

export const withdraw: Command = {
  usage: 'DIR --from NAME --version V [--yes] [--json]',
  options: {
    ...JSON_OPTION,
    data: REGISTRY_OPTIONS.data,
    from: { type: 'string', value: 'NAME' },
    version: { type: 'string', value: 'V' },
    id: { type: 'string', value: 'ID' },
    yes: { type: 'boolean' },
  },
  words: { least: 1, most: 1 },
  run: (context) => withApp(context, (app) => withdrawVersion(app, context)),
};

async function withdrawVersion(app: TerminalApp, context: CommandContext): Promise<ExitCode> {
  const { terminal, options } = context;
  const { errorOf, loggedReleases, planWithdrawal, withdraw: takeBack } = await import('../../destinations/index.ts');
  const { destinationDeps } = await import('./release-deps.ts');
  const deps = await destinationDeps(app, context);
  const what = await whatToWithdraw(context);
  try {
    const withdrawal = await planWithdrawal(what, loggedReleases(deps.log), deps);
    const [does, stays] = [inWords(withdrawal.does, language()), inWords(withdrawal.stays, language())];
    terminal.line(does);
    terminal.line(stays);
    if (options.yes !== true) {
      terminal.document({ done: false, does, stays });
      terminal.line(say().withdraw.notYet);
      return EXIT.usage;
    }
    const quiet = { ...context, terminal: { ...terminal, document: () => {} } };
    let ended: ExitCode = EXIT.done;
    const isBack = await takeBack(withdrawal, {
      deps,
      log: deps.log,
      now: systemClock.now,
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
    terminal.line(say().withdraw.done(what.version, what.settings.name));
    return EXIT.done;
  } catch (cause) {
    const error = errorOf(cause);
    throw new CommandFault(error.code === 'cannot_be_withdrawn' ? EXIT.refused : EXIT.failed, error);
  }
}

async function whatToWithdraw({ options, words, signal }: CommandContext) {
  const { readDestinations } = await import('../../destinations/index.ts');
  const addon = await readAddon(words[0] ?? '', signal, text(options, 'id'));
  const name = text(options, 'from');
  const settings = readDestinations(addon.project.destinations).settings.find((one) => one.name === name);
  if (settings === undefined) throw new UsageError(say().withdraw.noDestination(resolve(words[0] ?? '')));
  const version = normalizeVersion(text(options, 'version') ?? '');
  if (!version.ok) throw new UsageError(say().withdraw.noVersion);
  return { settings, version: version.value.canonical, packageId: addon.packageId, folder: addon.folder };
}
