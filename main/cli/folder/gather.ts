import { resolve } from 'node:path';
import { GatherRefused, gather } from '../../gather/index.ts';
import { type Command, JSON_OPTION, text } from '../command.ts';
import { CommandFault, EXIT, UsageError } from '../exit-codes.ts';
import { say } from '../output/say.ts';

export const gatherBuilds: Command = {
  usage: 'OUT ARTIFACT... [--name PLUGIN] [--json]',
  examples: ['gather "My Plugin" build-win build-mac build-linux --name MyPlugin', 'gather MyPlugin artifacts/*.zip'],
  options: { ...JSON_OPTION, name: { type: 'string', value: 'PLUGIN' } },
  words: { least: 2, most: 100 },
  async run({ terminal, words, options, signal }) {
    const [out = '', ...artifacts] = words;
    const name = text(options, 'name');
    if (name !== undefined && !/^[\w][\w. -]*$/.test(name)) throw new UsageError(say().gather.notFileName(name));
    try {
      const files = await gather(
        resolve(out),
        artifacts.map((artifact) => resolve(artifact)),
        { name, signal },
      );
      terminal.document({ out: resolve(out), files });
      for (const { path, from } of files) terminal.line(from.length > 1 ? say().gather.from(path, from.length) : path);
      return EXIT.done;
    } catch (cause) {
      if (!(cause instanceof GatherRefused)) throw cause;
      throw new CommandFault(EXIT.failed, cause.error);
    }
  },
};
