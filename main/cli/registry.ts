import { once } from 'node:events';
import { z } from 'zod';
import { rehearsalSchema } from '../../protocol/index.ts';
import { type Command, type CommandContext, JSON_OPTION, text } from './command.ts';
import { EXIT, type ExitCode, UsageError } from './exit-codes.ts';
import { expectOk } from './outcome.ts';
import { REGISTRY_OPTIONS, type TerminalApp, withApp } from './terminal-app.ts';

export const registry: Command = {
  usage: '[--port N] [--json] | --rehearse FAULTS',
  help: [
    'The same registry as in the app, with the same packages. `npm run registry` serves one on any folder.',
    '--rehearse tells the registry that runs which faults to have, as a JSON list (docs/local-registry.md); [] ends them.',
  ],
  options: {
    ...JSON_OPTION,
    data: REGISTRY_OPTIONS.data,
    port: { type: 'string', says: 'the port (any free one)', value: 'N' },
    rehearse: { type: 'string', says: 'the faults to have from now on, and nothing else', value: 'FAULTS' },
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
    terminal.line(faults.length === 0 ? 'The rehearsal has ended.' : `Faults to rehearse: ${faults.length}.`);
    return EXIT.done;
  });
}

async function serve(context: CommandContext): Promise<ExitCode> {
  const { terminal, signal, options } = context;
  const registryPort = Number(text(options, 'port') ?? 0);
  if (!(Number.isInteger(registryPort) && registryPort >= 0 && registryPort <= 65_535))
    throw new UsageError('--port is a whole number up to 65535.');
  const answer = async ({ handlers }: TerminalApp) => {
    const state = expectOk(await handlers.registry.start(null));
    if (state.error) throw new Error(state.error.message);
    terminal.document({ url: state.url });
    terminal.line(`The local registry answers at ${state.url}. Its data is in ${state.dataFolder}. Ctrl-C ends it.`);
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
    throw new UsageError('--rehearse is a JSON list of faults, such as [{"fault":"offline"}].');
  }
  const read = rehearsalSchema.safeParse({ faults });
  if (!read.success) throw new UsageError(`--rehearse cannot be read: ${z.prettifyError(read.error)}`);
  return read.data;
}
