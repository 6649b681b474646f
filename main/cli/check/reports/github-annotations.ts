import type { Severity } from '../../../../preload/contract.ts';
import { linesOf, type ReportInput } from './report-input.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/** GitHub's workflow commands, one a line: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export function githubAnnotations({ findings, place }: ReportInput): string {
  return findings
    .map((finding) => {
      const { severity, rule, path, why } = finding;
      const file = path === undefined ? '' : `file=${property(place(path))},`;
      const [message = '', ...more] = linesOf(finding);
      const text = [message, why, ...more].join('\n');
      return `::${COMMANDS[severity]} ${file}title=${property(rule)}::${data(text)}\n`;
    })
    .join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
