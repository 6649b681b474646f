import { hasFailed } from '../../../preload/contract.ts';
import { type Command, JSON_OPTION } from '../command.ts';
import { EXIT, type ExitCode, UsageError } from '../exit-codes.ts';
import { expectOk } from '../output/outcome.ts';
import { say } from '../output/say.ts';
import { sayMessage } from '../output/say-main.ts';
import { follow } from '../publish/follow.ts';
import { tellEnd } from '../publish/submission-end.ts';
import { listUnderWay, MOST_LISTED } from '../publish/under-way.ts';
import { readPackageId, readVersion } from '../publish/versions.ts';
import { readTimeout, WAIT_OPTIONS } from '../publish/wait-options.ts';
import { REGISTRY_OPTIONS, type TerminalApp, withApp } from '../terminal-app.ts';
import { retryReleases } from './release-run.ts';

async function packagesThatFailed({ handlers, connection }: TerminalApp): Promise<string[]> {
  const all = expectOk(await handlers.publish.list({ limit: MOST_LISTED }));
  const failed = all.filter((one) => one.connectionId === connection.id && hasFailed(one));
  return [...new Set(failed.map(({ packageId }) => packageId))];
}

export const retry: Command = {
  usage: 'PACKAGE VERSION | --all-failed | --releases [--registry WHERE] [--json]',
  options: {
    ...JSON_OPTION,
    ...REGISTRY_OPTIONS,
    'all-failed': { type: 'boolean' },
    releases: { type: 'boolean' },
    'take-over': { type: 'boolean' },
    ...WAIT_OPTIONS,
  },
  words: { least: 0, most: 2 },
  run: (context) =>
    withApp(context, async (app) => {
      const { terminal, signal, options, words } = context;
      if (options.releases === true) return retryReleases(app, context);
      if (options['take-over'] === true) throw new UsageError(say().retry.takeOver);
      const { handlers, connection, jobTokens } = app;
      const how = { app, terminal, signal, timeoutMs: readTimeout(options), wait: options.wait === true };
      if (options['all-failed'] !== true) {
        const version = readVersion(words[1]);
        if (version === undefined) throw new UsageError(say().retry.sayWhich);
        const packageId = readPackageId(words[0] ?? '');
        await jobTokens.take(connection, packageId, context);
        const target = { connectionId: connection.id, packageId, version };
        const plan = expectOk(await handlers.publish.planRetry(target));
        terminal.note(sayMessage(plan.said, plan.sentence));
        const submission = expectOk(await handlers.publish.retry(target));
        return tellEnd(await follow(submission.id, how), terminal);
      }
      const unfinished = await listUnderWay(app);
      const [packageId, ...others] = await packagesThatFailed(app);
      // A job's token is for one package. Of several, each is retried by a call of its own.
      if (packageId !== undefined && others.length === 0) await jobTokens.take(connection, packageId, context);
      const { started, skipped } = expectOk(await handlers.publish.retryAllFailed({ connectionId: connection.id }));
      for (const { sentence, said } of skipped) terminal.note(sayMessage(said, sentence));
      const ended = await Promise.all(started.map((id) => follow(id, how)));
      const waiting = unfinished.filter(({ interrupted }) => interrupted);
      for (const { packageId, version } of waiting) terminal.note(say().retry.interrupted(`${packageId} ${version}`));
      terminal.document({ started: ended, skipped, interrupted: waiting });
      const quiet = { ...terminal, document: () => {} };
      const codes = ended.map((submission) => tellEnd(submission, quiet));
      if (ended.length === 0 && skipped.length === 0 && waiting.length === 0) terminal.line(say().retry.nothingFailed);
      if (skipped.length > 0) codes.push(EXIT.failed);
      if (waiting.length > 0) codes.push(EXIT.open);
      return codes.reduce<ExitCode>((worst, code) => (code > worst ? code : worst), EXIT.done);
    }),
};
