import { normalizePackageId } from '../../../protocol/index.ts';
import type { Detection } from '../detect/detection.ts';
import type { ProjectFile } from '../project/project-file.ts';
import type { ScanResult } from '../scan/scan.ts';
import type { FileContents } from './file-contents.ts';
import type { PreflightContext } from './rule.ts';

interface Known {
  readonly scan: ScanResult;
  readonly detection: Detection;
  readonly project: ProjectFile;
}

/** What the rules look at, of an add-on whose folder was read. `packageId` and `plannedVersion` are what it would be published as. */
export function preflightContext(
  { scan, detection, project }: Known,
  contents: FileContents,
  packageId = project.packageId ?? detection.suggested.packageId,
  plannedVersion?: string,
): PreflightContext {
  const id = normalizePackageId(packageId);
  return {
    scan,
    detection,
    contents,
    packageId: id.ok ? id.value.partial : undefined,
    packageType: project.packageType ?? detection.suggested.packageType,
    scripts: project.scripts ?? {},
    resources: project.resources ?? [],
    plannedVersion,
  };
}
