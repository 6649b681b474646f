import { resolve } from 'node:path';
import { type Command, JSON_OPTION, text } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { bytes } from '../output/format.ts';
import { say } from '../output/say.ts';
import { sayMessage } from '../output/say-main.ts';

export const verify: Command = {
  usage: 'FILE [--id ID] [--json]',
  options: { ...JSON_OPTION, id: { type: 'string', value: 'ID' } },
  words: { least: 1, most: 1 },
  async run({ terminal, signal, words, options }) {
    const { verifyArchive } = await import('../../archive/index.ts');
    const id = text(options, 'id');
    const report = await verifyArchive(resolve(words[0] ?? ''), { signal, ...(id !== undefined && { packageId: id }) });
    terminal.document(report);
    for (const finding of report.findings)
      terminal.line(terminal.paint('red', `${finding.code}: ${sayMessage(finding.said.message, finding.message)}`));
    if (report.ok) terminal.line(terminal.paint('green', say().verify.inOrder(report.entries, bytes(report.bytes))));
    return report.ok ? EXIT.done : EXIT.failed;
  },
};
