import type { DestinationSettings } from '../../../preload/contract.ts';
import { inWords } from '../../../preload/messages/index.ts';
import { errorOf, inspectDestination, openPlaceTrust, UnknownServerError } from '../../destinations/index.ts';
import { type CommandContext, text } from '../command.ts';
import { CommandFault, EXIT, type ExitCode, UsageError } from '../exit-codes.ts';
import { say } from '../output/say.ts';
import { sayError, sayMessage } from '../output/say-main.ts';
import { withApp } from '../terminal-app.ts';
import { placeDeps } from './release-deps.ts';

/** Goes to a destination and looks around. Nothing there is changed. */
export function testPlace(settings: DestinationSettings, base: string, context: CommandContext): Promise<ExitCode> {
  const { kind, name } = settings;
  // What users of a registry have is a question about a package.
  if (kind === 'xpkg') throw new UsageError(say().destinations.testedByRelease(name));
  return withApp(context, async ({ dataFolder }) => {
    const { terminal, options } = context;
    const deps = { ...placeDeps(dataFolder, context), base };
    const fingerprint = text(options, 'trust');
    try {
      const inspected = await inspectDestination(settings, deps).catch(async (cause: unknown) => {
        if (!(cause instanceof UnknownServerError) || cause.server.fingerprint !== fingerprint) throw cause;
        await (await openPlaceTrust(deps.dataFolder)).remember(cause.server);
        return inspectDestination(settings, deps);
      });
      const { version = null, found, files } = inspected;
      const counted = files === undefined ? {} : { files };
      terminal.document({ ok: true, name, ...counted, version, found: found.map((one) => inWords(one)) });
      terminal.line(say().destinations.reached(name, found.map((one) => sayMessage(one, inWords(one))).join(' ')));
      return EXIT.done;
    } catch (cause) {
      const error = errorOf(cause);
      if (!(cause instanceof UnknownServerError)) throw new CommandFault(EXIT.failed, error);
      const call = say().destinations.trustCall(name, cause.server.fingerprint);
      const hint = `${sayError(error).hint ?? ''} ${call}`.trim();
      throw new CommandFault(EXIT.failed, {
        ...error,
        hint,
        ...(error.said && { said: { message: error.said.message } }),
      });
    }
  });
}
