import type { DestinationSettings } from '../../preload/contract.ts';
import { CarrierError, openPlace, openPlaceTrust, UnknownServer } from '../destinations/index.ts';
import { type CommandContext, text } from './command.ts';
import { CommandFault, EXIT, type ExitCode, UsageError } from './exit-codes.ts';
import { plural } from './format.ts';
import { placeDeps } from './release-deps.ts';
import { withApp } from './terminal-app.ts';

/** Goes to the place of a destination and looks around. Nothing there is changed. */
export function testPlace(settings: DestinationSettings, base: string, context: CommandContext): Promise<ExitCode> {
  if (!('place' in settings)) {
    throw new UsageError(`"${settings.name}" is tested by \`loadmaster release DIR --to ${settings.name} --dry-run\`.`);
  }
  const { place, name } = settings;
  return withApp(context, async ({ dataFolder }) => {
    const { terminal, signal, options } = context;
    const deps = { ...placeDeps(dataFolder, context), base };
    const fingerprint = text(options, 'trust');
    try {
      const carrier = await openPlace(place, name, deps).catch(async (cause: unknown) => {
        if (!(cause instanceof UnknownServer) || cause.stranger.fingerprint !== fingerprint) throw cause;
        await (await openPlaceTrust(deps.dataFolder)).remember(cause.stranger);
        return openPlace(place, name, deps);
      });
      try {
        const files = (await carrier.list({ signal })).length;
        terminal.document({ ok: true, name, files });
        terminal.line(`${name}: reached, ${plural(files, 'file')} there.`);
        return EXIT.done;
      } finally {
        await carrier.dispose();
      }
    } catch (cause) {
      if (!(cause instanceof CarrierError)) throw cause;
      const { error } = cause;
      if (!(cause instanceof UnknownServer)) throw new CommandFault(EXIT.failed, error);
      const hint = `${cause.hint ?? ''} Then: --test ${name} --trust ${cause.stranger.fingerprint}`.trim();
      throw new CommandFault(EXIT.failed, { ...error, hint });
    }
  });
}
