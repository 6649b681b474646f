import { pathToFileURL } from 'node:url';
import type { Finding, Severity } from '../../../../preload/contract.ts';
import { linesOf, type ReportInput } from './report-input.ts';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'note' };

/** SARIF 2.1.0, as code scanning reads it: each finding at its file, with a fingerprint that stays. */
export function sarifLog({ findings, version, place }: ReportInput): string {
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'Loadmaster', semanticVersion: version, rules: rules.map((id) => ruleOf(id, findings)) },
        },
        results: findings.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: rules.indexOf(finding.rule),
          level: LEVELS[finding.severity],
          message: { text: linesOf(finding).join(' ') },
          // Code scanning wants a place for each; a finding about the whole stands at the folder.
          locations: [{ physicalLocation: { artifactLocation: locationOf(place(finding.path)) } }],
          partialFingerprints: { 'loadmasterFinding/v1': finding.id },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf(id: string, findings: readonly Finding[]): object {
  const ofRule = findings.filter(({ rule }) => rule === id);
  const why = ofRule[0]?.why ?? '';
  const shortDescription = { text: id.replaceAll('-', ' ') };
  return { id, shortDescription, ...(why !== '' && { help: { text: why, markdown: helpOf(why, ofRule) } }) };
}

/** What a pull request shows beside a finding: why it matters, and what mends it. */
function helpOf(why: string, findings: readonly Finding[]): string {
  const fixes = [...new Set(findings.flatMap(({ fix }) => (fix === undefined ? [] : [fix.label])))];
  if (fixes.length === 0) return markdown(why);
  return [
    markdown(why),
    '',
    '**What mends it:**',
    '',
    ...fixes.map((label) => `- ${markdown(label)}`),
    '',
    '`loadmaster check DIR --fix` does what needs no decision.',
  ].join('\n');
}

/** Names of files are no markup. */
function markdown(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|~]/g, '\\$&');
}

/** A folder or a file; a path out of the checkout is an address of its own. */
function locationOf(path: string): object {
  if (/^(?:\/|[A-Za-z]:)/.test(path)) return { uri: pathToFileURL(path).href };
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}
