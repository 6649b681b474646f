import type { Detection } from '../detect/detection.ts';
import type { FileEntry } from '../scan/entry.ts';
import type { ScanResult } from '../scan/scan.ts';

const PROJECT = /(?:^|\/)earth\.wed\.xml$/i;

/** The file of WorldEditor where nothing was exported from it; undefined where there is an add-on, or no such file. */
export function onlySceneryProject(scan: Pick<ScanResult, 'entries'>, detection: Detection): FileEntry | undefined {
  if (detection.candidates.length > 0) return undefined;
  return scan.entries.find(({ path, link }) => link === undefined && PROJECT.test(path));
}

export function isOnlySceneryProject(scan: Pick<ScanResult, 'entries'>, detection: Detection): boolean {
  return onlySceneryProject(scan, detection) !== undefined;
}
