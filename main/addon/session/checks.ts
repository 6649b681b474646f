import type { Detection } from '../detect/detection.ts';
import {
  type CheckedFinding,
  openFileContents,
  type PreflightReport,
  preflightContext,
  runPreflight,
} from '../preflight/index.ts';
import type { ProjectFile } from '../project/project-file.ts';
import type { ScanResult } from '../scan/scan.ts';

export interface CheckInput {
  readonly scan: ScanResult;
  readonly detection: Detection;
  readonly project: ProjectFile;
  /** The paths that changed since the last time; undefined asks for every check. */
  readonly changed: readonly string[] | undefined;
  readonly signal: AbortSignal;
}

export type RunChecks = (input: CheckInput) => Promise<readonly CheckedFinding[]>;

/** The rules of preflight over one add-on, kept warm: what was read from files, and the findings no change can have affected. */
export function createChecks(folder: string): RunChecks {
  const contents = openFileContents(folder);
  let report: PreflightReport | undefined;
  return async ({ changed, signal, ...known }) => {
    const since = report && changed ? { report, changed } : undefined;
    report = await runPreflight({ ...preflightContext(known, contents), signal }, since);
    return report.findings;
  };
}
