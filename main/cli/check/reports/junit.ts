import type { Finding } from '../../../../preload/contract.ts';
import { linesOf, type ReportInput } from './report-input.ts';

/** A test case for each finding, and one for each rule that found nothing. Only errors are failures. */
export function junitReport({ findings, rules, place }: ReportInput): string {
  const quiet = rules.filter((id) => !findings.some(({ rule }) => rule === id));
  const failures = findings.filter(({ severity }) => severity === 'error').length;
  const counts = `tests="${findings.length + quiet.length}" failures="${failures}" errors="0" skipped="0" time="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="loadmaster check" ${counts}>`,
    ...findings.map((finding) => caseOf(finding, place)),
    ...quiet.map((rule) => `    <testcase classname="loadmaster.check" name="${xml(rule)}" time="0"/>`),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseOf(finding: Finding, place: ReportInput['place']): string {
  const { severity, rule, path, why } = finding;
  const where = path === undefined ? '' : place(path);
  const file = where === '' ? '' : ` file="${xml(where)}"`;
  const [message = '', ...more] = linesOf(finding);
  const text = xml([message, why, ...more].join('\n'));
  const inside =
    severity === 'error'
      ? `<failure type="${xml(rule)}" message="${xml(message)}">${text}</failure>`
      : `<system-out>${severity}: ${text}</system-out>`;
  const name = xml(where === '' ? rule : `${rule}: ${where}`);
  return `    <testcase classname="loadmaster.check" name="${name}"${file} time="0">${inside}</testcase>`;
}

/** What XML 1.0 cannot say at all is left out. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
