import { once } from 'node:events';
import { z } from 'zod';
import { rehearsalSchema } from '../../protocol/index.ts';
import { type Command, type CommandContext, JSON_OPTION, text } from './command.ts';
import { CommandFault, EXIT, type ExitCode, UsageError } from './exit-codes.ts';
import { expectOk } from './output/outcome.ts';
import { say } from './output/say.ts';
import { REGISTRY_OPTIONS, type TerminalApp, withApp } from './terminal-app.ts';

export const registry: Command = {
  usage: '[--port N] [--json] | --rehearse FAULTS',
  options: {
    ...JSON_OPTION,
    data: REGISTRY_OPTIONS.data,
    port: { type: 'string', value: 'N' },
    rehearse: { type: 'string', value: 'FAULTS' },
  },
  words: { least: 0, most: 0 },
  run: (context) => {
    const wanted = text(context.options, 'rehearse');
    return wanted === undefined ? serve(context) : rehearse(context, wanted);
  },
};

function rehearse(context: CommandContext, wanted: string): Promise<ExitCode> {
  return withApp(context, async ({ handlers }) => {
    const { terminal } = context;
    const { faults } = expectOk(await handlers.registry.rehearse(readFaults(wanted)));
    terminal.document({ faults });
    terminal.line(faults.length === 0 ? say().registry.rehearsalEnded : say().registry.rehearsing(faults.length));
    return EXIT.done;
  });
}

async function serve(context: CommandContext): Promise<ExitCode> {
  const { terminal, signal, options } = context;
  const registryPort = Number(text(options, 'port') ?? 0);
  if (!(Number.isInteger(registryPort) && registryPort >= 0 && registryPort <= 65_535))
    throw new UsageError(say().registry.portRange);
  const answer = async ({ handlers }: TerminalApp) => {
    const state = expectOk(await handlers.registry.start(null));
    if (state.error) throw new CommandFault(EXIT.failed, state.error);
    terminal.document({ url: state.url });
    terminal.line(say().registry.serving(state.url ?? '', state.dataFolder));
    if (!signal.aborted) await once(signal, 'abort');
    return EXIT.done;
  };
  return withApp(context, answer, { registryPort });
}

function readFaults(json: string): z.infer<typeof rehearsalSchema> {
  let faults: unknown;
  try {
    faults = JSON.parse(json);
  } catch {
    throw new UsageError(say().registry.notJson);
  }
  const read = rehearsalSchema.safeParse({ faults });
  if (!read.success) throw new UsageError(say().registry.unreadable(z.prettifyError(read.error)));
  return read.data;
}
