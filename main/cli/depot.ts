import type { DepotFinding } from '../../preload/contract.ts';
import { SEVERITY_STYLE } from './check/severity-style.ts';
import { type Command, JSON_OPTION, text } from './command.ts';
import { CommandFault, EXIT, UsageError } from './exit-codes.ts';
import { bytes, countsLine, table } from './output/format.ts';
import { say } from './output/say.ts';
import { sayMessage } from './output/say-main.ts';

export const depot: Command = {
  usage: 'check URL|DIR [--previous URL|DIR] [--lists-only] [--json]',
  options: {
    ...JSON_OPTION,
    previous: { type: 'string', value: 'WHERE' },
    'lists-only': { type: 'boolean' },
  },
  words: { least: 2, most: 2 },
  async run({ terminal, signal, words, options }) {
    const [action, where = ''] = words;
    if (action !== 'check') throw new UsageError(say().depot.noAction(action ?? ''));
    const { CarrierError, checkDepot } = await import('../destinations/index.ts');
    const report = await checkDepot(where, {
      signal,
      previous: text(options, 'previous'),
      listsOnly: options['lists-only'] === true,
      onProgress: ({ files, listed, bytes: done }) =>
        terminal.progress(say().depot.checking(files, say().count.files(listed), bytes(done))),
    }).catch((cause: unknown) => {
      if (cause instanceof CarrierError) throw new CommandFault(EXIT.usage, cause.error);
      throw cause;
    });
    terminal.endProgress();
    const { findings } = report;
    const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
    const counts = { error: count('error'), warning: count('warning'), note: count('note') };
    terminal.document({ ...report, counts });
    const t = say().depot;
    const version = report.version === undefined ? t.noVersion : t.version(report.version);
    terminal.line(`${report.name ?? report.depot}: ${version}`);
    terminal.line(t.counts(say().count.files(report.listed), report.files, bytes(report.bytes)));
    if (findings.length > 0) terminal.line();
    const rows = table(
      findings.map(({ severity, rule, message, said }) => [
        say().severity[severity],
        rule,
        sayMessage(said.message, message),
      ]),
    );
    for (const [index, finding] of findings.entries()) {
      terminal.line(terminal.paint(SEVERITY_STYLE[finding.severity], rows[index] ?? ''));
      if (finding.severity !== 'note') terminal.line(terminal.paint('dim', `  ${whyOf(finding)}`));
      if (finding.count > 1)
        for (const example of finding.examples) terminal.line(terminal.paint('dim', `    ${example}`));
    }
    terminal.line();
    terminal.line(countsLine(counts));
    return counts.error > 0 ? EXIT.failed : EXIT.done;
  },
};

function whyOf({ said, why, help }: Pick<DepotFinding, 'said' | 'why' | 'help'>): string {
  return `${sayMessage(said?.why, why)} ${sayMessage(said?.help, help)}`;
}
