import { type Command, JSON_OPTION, text } from './command.ts';
import { CommandFault, EXIT, UsageError } from './exit-codes.ts';
import { bytes, plural, table } from './format.ts';
import { SEVERITY_STYLE } from './severity-style.ts';

export const depot: Command = {
  usage: 'check URL|DIR [--previous URL|DIR] [--lists-only] [--json]',
  help: [
    'URL is what stands behind `module` in the cfg. A folder says nothing of its public address.',
    'Ends with 0 when no error was found (warnings and notes may be), with 1 when there are errors.',
  ],
  options: {
    ...JSON_OPTION,
    previous: { type: 'string', says: 'an earlier state, to see whether the blacklist is complete', value: 'WHERE' },
    'lists-only': { type: 'boolean', says: 'do not fetch the files themselves' },
  },
  words: { least: 2, most: 2 },
  async run({ terminal, signal, words, options }) {
    const [action, where = ''] = words;
    if (action !== 'check') throw new UsageError(`There is no \`depot ${action}\`. There is: check.`);
    const { CarrierError, checkDepot } = await import('../destinations/index.ts');
    const report = await checkDepot(where, {
      signal,
      previous: text(options, 'previous'),
      listsOnly: options['lists-only'] === true,
      onProgress: ({ files, listed, bytes: done }) =>
        terminal.progress(`checking  ${files} of ${plural(listed, 'file')}, ${bytes(done)}`),
    }).catch((cause: unknown) => {
      if (cause instanceof CarrierError) throw new CommandFault(EXIT.usage, cause.error);
      throw cause;
    });
    terminal.endProgress();
    const { findings } = report;
    const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
    const counts = { error: count('error'), warning: count('warning'), note: count('note') };
    terminal.document({ ...report, counts });
    terminal.line(
      `${report.name ?? report.depot}: ${report.version === undefined ? 'no version' : `version ${report.version}`}`,
    );
    terminal.line(`${plural(report.listed, 'file')} listed, ${report.files} fetched, ${bytes(report.bytes)}`);
    if (findings.length > 0) terminal.line();
    const rows = table(findings.map(({ severity, rule, message }) => [severity, rule, message]));
    for (const [index, finding] of findings.entries()) {
      terminal.line(terminal.paint(SEVERITY_STYLE[finding.severity], rows[index] ?? ''));
      if (finding.severity !== 'note') terminal.line(terminal.paint('dim', `  ${finding.why} ${finding.help}`));
      if (finding.count > 1)
        for (const example of finding.examples) terminal.line(terminal.paint('dim', `    ${example}`));
    }
    terminal.line();
    terminal.line(
      [plural(counts.error, 'error'), plural(counts.warning, 'warning'), plural(counts.note, 'note')].join(', '),
    );
    return counts.error > 0 ? EXIT.failed : EXIT.done;
  },
};
