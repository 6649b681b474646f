import type { Finding } from '../../preload/contract.ts';
import { inWords, message } from '../../preload/messages/index.ts';
import { PLATFORM_NAMES, PLATFORMS } from '../../protocol/index.ts';
import type { CheckedFinding } from '../addon/index.ts';
import type { FixTried } from './fix-folder.ts';
import { bytes, plural } from './format.ts';
import type { ReadAddon } from './read-addon.ts';
import { SEVERITY_STYLE } from './severity-style.ts';
import type { Terminal } from './terminal.ts';

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
  const what = several > 1 ? `a folder of ${several} add-ons` : inWords(message('evidence.kindAlone', detection.kind));
  terminal.line(`${addon.packageId}: ${what} for ${platforms.join(', ') || 'no platform'}`);
  terminal.line(`${scan.entries.length} files, ${bytes(size)}; ${scan.ignored.length} ignored`);
  for (const sentence of detection.evidence) terminal.line(terminal.paint('dim', `  ${inWords(sentence)}`));
  printFindings(
    findings.map(({ finding }) => finding),
    terminal,
  );
  const counts = countsOf(findings);
  terminal.line();
  terminal.line(
    [plural(counts.error, 'error'), plural(counts.warning, 'warning'), plural(counts.note, 'note')].join(', '),
  );
}

/** Each finding with what can be done about it, and below the last of a rule why it matters. */
function printFindings(findings: readonly Finding[], terminal: Terminal): void {
  const width = Math.max(0, ...findings.map(({ rule }) => rule.length));
  for (const [index, { severity, rule, path, also, message, why, fix }] of findings.entries()) {
    const before = findings[index - 1];
    if (before === undefined || before.rule !== rule || before.why !== why) terminal.line();
    const place = path === undefined ? '' : `${path}: `;
    const line = `${severity.padEnd(7)}  ${rule.padEnd(width)}  ${place}${message}`;
    terminal.line(terminal.paint(SEVERITY_STYLE[severity], line));
    if (also !== undefined) terminal.line(terminal.paint('dim', `         also: ${someOf(also)}`));
    if (fix !== undefined) terminal.line(terminal.paint('dim', `         fix: ${fix.description}`));
    const next = findings[index + 1];
    if (next === undefined || next.rule !== rule || next.why !== why)
      terminal.line(terminal.paint('dim', `         why: ${why}`));
  }
}

const MOST_ALSO = 5;

function someOf(paths: readonly string[]): string {
  const rest = paths.length - MOST_ALSO;
  return `${paths.slice(0, MOST_ALSO).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

export function countsOf(findings: readonly CheckedFinding[]): Record<Finding['severity'], number> {
  const count = (severity: Finding['severity']) =>
    findings.filter(({ finding }) => finding.severity === severity).length;
  return { error: count('error'), warning: count('warning'), note: count('note') };
}
