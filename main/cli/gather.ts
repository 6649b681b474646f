import { resolve } from 'node:path';
import { GatherRefused, gather } from '../gather/index.ts';
import { type Command, JSON_OPTION, text } from './command.ts';
import { CommandFault, EXIT, UsageError } from './exit-codes.ts';

export const gatherBuilds: Command = {
  usage: 'OUT ARTIFACT... [--name PLUGIN] [--json]',
  help: [
    'Each .xpl goes where its header says: win_x64, mac_x64 or lin_x64. Two builds for macOS become one universal file.',
    'An artifact is a folder or a zip, as CI hands them over; a zip in a zip is opened too when no plugin lies beside it.',
    'Other files are merged where they are equal. OUT is a new folder: it is there whole or not at all.',
  ],
  examples: ['gather "My Plugin" build-win build-mac build-linux --name MyPlugin', 'gather MyPlugin artifacts/*.zip'],
  options: { ...JSON_OPTION, name: { type: 'string', says: 'what the plugin files are called', value: 'PLUGIN' } },
  words: { least: 2, most: 100 },
  async run({ terminal, words, options, signal }) {
    const [out = '', ...artifacts] = words;
    const name = text(options, 'name');
    if (name !== undefined && !/^[\w][\w. -]*$/.test(name)) throw new UsageError(`${name} is not a name for a file.`);
    try {
      const files = await gather(
        resolve(out),
        artifacts.map((artifact) => resolve(artifact)),
        { name, signal },
      );
      terminal.document({ out: resolve(out), files });
      for (const { path, from } of files) terminal.line(from.length > 1 ? `${path} (from ${from.length})` : path);
      return EXIT.done;
    } catch (cause) {
      if (!(cause instanceof GatherRefused)) throw cause;
      throw new CommandFault(EXIT.failed, cause.error);
    }
  },
};
