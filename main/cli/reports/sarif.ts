import { pathToFileURL } from 'node:url';
import type { Finding, Severity } from '../../../preload/contract.ts';
import type { ReportInput } from './report-input.ts';

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
          message: { text: messageOf(finding) },
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
  const why = findings.find(({ rule }) => rule === id)?.why ?? '';
  return { id, shortDescription: { text: id.replaceAll('-', ' ') }, ...(why !== '' && { help: { text: why } }) };
}

function messageOf({ message, fix }: Finding): string {
  return fix === undefined ? message : `${message} Fix: ${fix.description}`;
}

/** A folder or a file; a path out of the checkout is an address of its own. */
function locationOf(path: string): object {
  if (/^(?:\/|[A-Za-z]:)/.test(path)) return { uri: pathToFileURL(path).href };
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}
