import type { Finding } from '../../../preload/contract.ts';

/** What every report is made of. `place` turns a path of the add-on into one of the repository that CI looks at. */
export interface ReportInput {
  readonly findings: readonly Finding[];
  readonly rules: readonly string[];
  readonly version: string;
  place(path: string | undefined): string;
}
