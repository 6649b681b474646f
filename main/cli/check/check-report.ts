import type { Finding } from '../../../preload/contract.ts';
import { inWords, message } from '../../../preload/messages/index.ts';
import { PLATFORM_NAMES, PLATFORMS } from '../../../protocol/index.ts';
import type { CheckedFinding } from '../../addon/index.ts';
import type { ReadAddon } from '../folder/read-addon.ts';
import { bytes, countsLine } from '../output/format.ts';
import { language, say } from '../output/say.ts';
import { sayFinding } from '../output/say-main.ts';
import type { Terminal } from '../output/terminal.ts';
import type { FixTried } from './fix-folder.ts';
import { SEVERITY_STYLE } from './severity-style.ts';

export interface Checked {
  readonly addon: ReadAddon;
  readonly findings: readonly CheckedFinding[];
  /** Undefined when no fix was asked for. */
  readonly fixes?: readonly FixTried[] | undefined;
}

/** The one document of `check --json`; docs/terminal.md names its parts. */
export function asDocument({ addon, findings, fixes }: Checked): object {
  const { scan, detection } = addon;
  const { packageId, packageName, packageType } = detection.suggested;
  return {
    folder: addon.folder,
    kind: detection.kind,
    sceneryKind: detection.sceneryKind ?? null,
    root: detection.root,
    candidates: detection.candidates.map(({ kind, root, markers }) => ({ kind, root, markers: markers.slice(0, 10) })),
    platforms: detection.platforms,
    plugins: detection.pluginPlatforms.map(({ plugin, platforms }) => ({
      plugin,
      platforms,
      files: detection.plugins
        .filter(({ place }) => place.plugin === plugin)
        .map(({ path, header }) => ({ path, format: header?.format ?? null, cpus: header?.cpus ?? [] })),
    })),
    packageId: addon.packageId,
    suggested: { packageId, packageName, packageType },
    files: scan.entries.length,
    bytes: scan.entries.reduce((sum, entry) => sum + entry.size, 0),
    ignored: scan.ignored.length,
    ignoredFiles: scan.ignored.map(({ path, isFolder, rule }) => ({ path, isFolder, rule })),
    evidence: detection.evidence.map((one) => inWords(one)),
    libraries: findings.flatMap(({ finding }) => finding.libraries?.names ?? []),
    releaseText: findings.flatMap(({ finding }) => finding.libraries?.sentence ?? []).join(' ') || null,
    counts: countsOf(findings),
    findings: findings.map(({ finding }) => finding),
    ...(fixes && { fixes }),
  };
}

export function printReport({ addon, findings }: Checked, terminal: Terminal): void {
  const { scan, detection } = addon;
  const size = scan.entries.reduce((sum, entry) => sum + entry.size, 0);
  const platforms = PLATFORMS.filter((platform) => detection.platforms[platform]).map((name) => PLATFORM_NAMES[name]);
  const several = detection.candidates.length;
  const t = say().check;
  const kind = inWords(message('evidence.kindAlone', detection.kind), language());
  const what = several > 1 ? t.severalAddons(several) : kind;
  terminal.line(t.head(addon.packageId, what, platforms.join(', ') || t.noPlatform));
  terminal.line(t.sizes(say().count.files(scan.entries.length), bytes(size), scan.ignored.length));
  for (const sentence of detection.evidence) terminal.line(terminal.paint('dim', `  ${inWords(sentence, language())}`));
  printFindings(
    findings.map(({ finding }) => finding),
    terminal,
  );
  const counts = countsOf(findings);
  terminal.line();
  terminal.line(countsLine(counts));
}

/** Each finding with what can be done about it, and below the last of a rule why it matters. */
function printFindings(findings: readonly Finding[], terminal: Terminal): void {
  const width = Math.max(0, ...findings.map(({ rule }) => rule.length));
  for (const [index, finding] of findings.entries()) {
    const { severity, rule, path, also } = finding;
    const { message, why, fix } = sayFinding(finding);
    const before = findings[index - 1];
    if (before === undefined || before.rule !== rule || before.why !== finding.why) terminal.line();
    const place = path === undefined ? '' : `${path}: `;
    const line = `${say().severity[severity].padEnd(7)}  ${rule.padEnd(width)}  ${place}${message}`;
    terminal.line(terminal.paint(SEVERITY_STYLE[severity], line));
    if (also !== undefined) terminal.line(terminal.paint('dim', `         ${say().check.alsoLine(someOf(also))}`));
    if (fix !== undefined) terminal.line(terminal.paint('dim', `         ${say().check.fixLine(fix)}`));
    const next = findings[index + 1];
    if (next === undefined || next.rule !== rule || next.why !== finding.why)
      terminal.line(terminal.paint('dim', `         ${say().check.whyLine(why)}`));
  }
}

const MOST_ALSO = 5;

function someOf(paths: readonly string[]): string {
  const rest = paths.length - MOST_ALSO;
  return `${paths.slice(0, MOST_ALSO).join(', ')}${rest > 0 ? ` ${say().frame.andMore(rest)}` : ''}`;
}

export function countsOf(findings: readonly CheckedFinding[]): Record<Finding['severity'], number> {
  const count = (severity: Finding['severity']) =>
    findings.filter(({ finding }) => finding.severity === severity).length;
  return { error: count('error'), warning: count('warning'), note: count('note') };
}
