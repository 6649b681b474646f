import { PLATFORM_NAMES, PLATFORMS } from '../../protocol/index.ts';
import { KIND_NAMES } from '../addon/index.ts';
import { type Command, JSON_OPTION, text } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { bytes, plural, table } from './format.ts';
import { checkAddon, readAddon } from './read-addon.ts';
import { SEVERITY_STYLE } from './severity-style.ts';

export const check: Command = {
  name: 'check',
  summary: 'Says what an add-on folder holds and what stands in the way of publishing it',
  usage: 'DIR [--id ID] [--json]',
  help: ['Ends with 0 when no error was found (warnings and notes may be), with 1 when there are errors.'],
  options: { ...JSON_OPTION, id: { type: 'string', says: 'check as this package id', value: 'ID' } },
  words: { least: 1, most: 1 },
  async run({ terminal, signal, words, options }) {
    const addon = await readAddon(words[0] ?? '', signal, text(options, 'id'));
    const findings = (await checkAddon(addon, signal)).map(({ finding }) => finding);
    const { scan, detection } = addon;
    const size = scan.entries.reduce((sum, entry) => sum + entry.size, 0);
    const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
    terminal.document({
      folder: addon.folder,
      kind: detection.kind,
      platforms: detection.platforms,
      packageId: addon.packageId,
      files: scan.entries.length,
      bytes: size,
      ignored: scan.ignored.length,
      evidence: detection.evidence,
      counts: { error: count('error'), warning: count('warning'), note: count('note') },
      findings,
    });
    const platforms = PLATFORMS.filter((platform) => detection.platforms[platform]).map((name) => PLATFORM_NAMES[name]);
    terminal.line(`${addon.packageId}: ${KIND_NAMES[detection.kind]} for ${platforms.join(', ') || 'no platform'}`);
    terminal.line(`${scan.entries.length} files, ${bytes(size)}; ${scan.ignored.length} ignored`);
    for (const sentence of detection.evidence) terminal.line(terminal.paint('dim', `  ${sentence}`));
    if (findings.length > 0) terminal.line();
    const rows = findings.map((finding) => [
      finding.severity,
      finding.rule,
      `${finding.path ? `${finding.path}: ` : ''}${finding.message}`,
    ]);
    for (const [index, row] of table(rows).entries()) {
      terminal.line(terminal.paint(SEVERITY_STYLE[findings[index]?.severity ?? 'note'], row));
    }
    terminal.line();
    terminal.line(
      [plural(count('error'), 'error'), plural(count('warning'), 'warning'), plural(count('note'), 'note')].join(', '),
    );
    return count('error') > 0 ? EXIT.failed : EXIT.done;
  },
};
