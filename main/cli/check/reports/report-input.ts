import type { Finding } from '../../../../preload/contract.ts';

/** What every report is made of. `place` turns a path of the add-on into one of the repository that CI looks at. */
export interface ReportInput {
  readonly findings: readonly Finding[];
  readonly rules: readonly string[];
  readonly version: string;
  place(path: string | undefined): string;
}

/** What a report says of a finding: the sentence, the other files it is true of, and the fix. */
export function linesOf({ message, also, fix }: Finding): string[] {
  return [message, ...(also ? [`Also: ${also.join(', ')}`] : []), ...(fix ? [`Fix: ${fix.description}`] : [])];
}
