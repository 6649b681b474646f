import type { DestinationSettings } from '../../../preload/contract.ts';
import { CarrierError, openPlace, openPlaceTrust, UnknownServerError } from '../../destinations/index.ts';
import { type CommandContext, text } from '../command.ts';
import { CommandFault, EXIT, type ExitCode, UsageError } from '../exit-codes.ts';
import { say } from '../output/say.ts';
import { sayError } from '../output/say-main.ts';
import { withApp } from '../terminal-app.ts';
import { placeDeps } from './release-deps.ts';

/** Goes to the place of a destination and looks around. Nothing there is changed. */
export function testPlace(settings: DestinationSettings, base: string, context: CommandContext): Promise<ExitCode> {
  if (!('place' in settings)) {
    throw new UsageError(say().destinations.testedByRelease(settings.name));
  }
  const { place, name } = settings;
  return withApp(context, async ({ dataFolder }) => {
    const { terminal, signal, options } = context;
    const deps = { ...placeDeps(dataFolder, context), base };
    const fingerprint = text(options, 'trust');
    try {
      const carrier = await openPlace(place, name, deps).catch(async (cause: unknown) => {
        if (!(cause instanceof UnknownServerError) || cause.server.fingerprint !== fingerprint) throw cause;
        await (await openPlaceTrust(deps.dataFolder)).remember(cause.server);
        return openPlace(place, name, deps);
      });
      try {
        const files = (await carrier.list({ signal })).length;
        terminal.document({ ok: true, name, files });
        terminal.line(say().destinations.reached(name, say().count.files(files)));
        return EXIT.done;
      } finally {
        await carrier.dispose();
      }
    } catch (cause) {
      if (!(cause instanceof CarrierError)) throw cause;
      const { error } = cause;
      if (!(cause instanceof UnknownServerError)) throw new CommandFault(EXIT.failed, error);
      const call = say().destinations.trustCall(name, cause.server.fingerprint);
      const hint = `${sayError(error).hint ?? ''} ${call}`.trim();
      throw new CommandFault(EXIT.failed, { ...error, hint, said: { message: error.said.message } });
    }
  });
}
