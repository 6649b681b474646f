import type { ReportInput } from './report-input.ts';

export const REPORT_FORMATS = ['github', 'sarif', 'junit'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The findings as one program among others writes them. */
export async function writeReport(format: ReportFormat, input: ReportInput): Promise<string> {
  switch (format) {
    case 'github':
      return (await import('./github-annotations.ts')).githubAnnotations(input);
    case 'sarif':
      return (await import('./sarif.ts')).sarifLog(input);
    case 'junit':
      return (await import('./junit.ts')).junitReport(input);
  }
}
