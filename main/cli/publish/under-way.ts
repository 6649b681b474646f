import type { Submission } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import type { Command, CommandContext } from '../command.ts';
import { JSON_OPTION } from '../command.ts';
import { CommandFault, EXIT } from '../exit-codes.ts';
import { expectOk } from '../output/outcome.ts';
import { sayMessage } from '../output/say-main.ts';
import { REGISTRY_OPTIONS, type TerminalApp, withApp } from '../terminal-app.ts';
import { follow } from './follow.ts';
import { exitCodeOf, isEnded, tellEnd } from './submission-end.ts';
import { readPackageId, readVersion } from './versions.ts';
import { readTimeout, WAIT_OPTIONS } from './wait-options.ts';

// What is under way: going on with it after an interruption, and giving it up.

export const MOST_LISTED = 1000;

/** Newest first: everything of this registry that has not ended. */
export async function listUnderWay({ handlers, connection }: TerminalApp): Promise<Submission[]> {
  const all = expectOk(await handlers.publish.list({ limit: MOST_LISTED }));
  return all.filter((one) => one.connectionId === connection.id && !isEnded(one));
}

async function named(app: TerminalApp, words: CommandContext['words']): Promise<Submission> {
  const packageId = readPackageId(words[0] ?? '');
  const version = readVersion(words[1]);
  const found = (await listUnderWay(app)).find((one) => one.packageId === packageId && one.version === version);
  if (found) return found;

  throw new CommandFault(EXIT.failed, fault('not_under_way.text', packageId, version ?? ''));
}

export const resume: Command = {
  usage: 'PACKAGE VERSION [--registry WHERE] [--wait] [--json]',
  options: { ...JSON_OPTION, ...REGISTRY_OPTIONS, ...WAIT_OPTIONS },
  words: { least: 2, most: 2 },
  run: (context) =>
    withApp(context, async (app) => {
      const { terminal, signal, options, words } = context;
      const timeoutMs = readTimeout(options);
      readVersion(words[1]);
      const { id, packageId } = await named(app, words);
      await app.jobTokens.take(app.connection, packageId, context);
      expectOk(await app.handlers.publish.resume({ id }));
      const wait = options.wait === true;
      return tellEnd(await follow(id, { app, terminal, signal, timeoutMs, wait }), terminal);
    }),
};

export const cancel: Command = {
  usage: 'PACKAGE VERSION [--registry WHERE] [--json]',
  options: { ...JSON_OPTION, ...REGISTRY_OPTIONS },
  words: { least: 2, most: 2 },
  run: (context) =>
    withApp(context, async (app) => {
      const { terminal, words } = context;
      readVersion(words[1]);
      const { id } = await named(app, words);
      const { submission, sentence, said } = expectOk(await app.handlers.publish.cancel({ id }));
      terminal.document({ submission, sentence });
      terminal.line(sayMessage(said, sentence));
      const known = isEnded(submission) || exitCodeOf(submission) === EXIT.cancelled;
      return known ? EXIT.done : EXIT.open;
    }),
};
