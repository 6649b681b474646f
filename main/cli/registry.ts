import { once } from 'node:events';
import { type Command, JSON_OPTION, text } from './command.ts';
import { EXIT, UsageError } from './exit-codes.ts';
import { expectOk } from './outcome.ts';
import { REGISTRY_OPTIONS, withWorkshop } from './terminal-workshop.ts';

export const registry: Command = {
  name: 'registry',
  summary: "Serves this machine's own registry until Ctrl-C",
  usage: '[--port N] [--json]',
  help: ['The same registry as in the app, with the same packages. `npm run registry` serves one on any folder.'],
  options: {
    ...JSON_OPTION,
    data: REGISTRY_OPTIONS.data,
    port: { type: 'string', says: 'the port (any free one)', value: 'N' },
  },
  words: { least: 0, most: 0 },
  run: (context) =>
    withWorkshop(context, async ({ handlers }) => {
      const { terminal, signal, options } = context;
      const port = Number(text(options, 'port') ?? 0);
      if (!(Number.isInteger(port) && port >= 0 && port <= 65_535))
        throw new UsageError('--port is a whole number up to 65535.');
      expectOk(await handlers.settings.update({ registryPort: port }));
      const state = expectOk(await handlers.registry.start(null));
      if (state.error) throw new Error(state.error.message);
      terminal.document({ url: state.url });
      terminal.line(`The local registry answers at ${state.url}. Its data is in ${state.dataFolder}. Ctrl-C ends it.`);
      if (!signal.aborted) await once(signal, 'abort');
      return EXIT.done;
    }),
};
