import { resolve } from 'node:path';
import { sampleKindSchema } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import { createSample, SampleFolderInUse } from '../../addon/index.ts';
import { type Command, JSON_OPTION } from '../command.ts';
import { CommandFault, EXIT, UsageError } from '../exit-codes.ts';
import { say } from '../output/say.ts';

export const sample: Command = {
  usage: `${sampleKindSchema.options.join('|')} DIR`,
  options: JSON_OPTION,
  words: { least: 2, most: 2 },
  async run({ terminal, words }) {
    const kind = sampleKindSchema.safeParse(words[0]);
    if (!kind.success) throw new UsageError(say().sample.noKind(words[0] ?? '', sampleKindSchema.options.join(', ')));
    try {
      const made = await createSample(kind.data, resolve(words[1] ?? ''));
      terminal.document({ kind: kind.data, ...made });
      terminal.line(say().sample.made(kind.data, resolve(words[1] ?? '')));
      return EXIT.done;
    } catch (cause) {
      if (cause instanceof SampleFolderInUse)
        throw new CommandFault(EXIT.failed, fault('folder_in_use.sample', cause.message));
      throw cause;
    }
  },
};
