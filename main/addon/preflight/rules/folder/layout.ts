import { message } from '../../../../../preload/messages/index.ts';
import type { Detection } from '../../../detect/detection.ts';
import { parentOf } from '../../../detect/folders.ts';
import type { ScanResult } from '../../../scan/scan.ts';
import { renameFix } from '../../fixes-offered.ts';
import type { Rule, RuleFinding } from '../../rule.ts';

/** Whether the picked folder is the add-on, or one around it, or one that already has the layout of the archive. */
export const layout: Rule = {
  id: 'layout',
  check({ scan, detection, packageId }) {
    const findings: RuleFinding[] = [];
    const tops = new Set(scan.entries.map(({ path }) => path.slice(0, path.indexOf('/') + 1)));
    if (packageId !== undefined && tops.has(`${packageId}/`)) {
      findings.push({
        severity: 'error',
        path: packageId,
        key: 'prepared',
        message: message('layout.prepared', packageId),
      });
      if (scan.entries.some(({ path }) => path === 'manifest.json')) {
        findings.push({
          severity: 'error',
          path: 'manifest.json',
          message: message('layout.manifest'),
          why: message('layout.whyManifest'),
        });
      }
      return findings;
    }
    // Many liveries in one folder are a pack, which is one download: install-script says what it needs.
    if (detection.candidates.length > 1 && detection.kind !== 'livery') {
      const names = detection.candidates.slice(0, 5).map(({ root }) => root);
      findings.push({
        severity: 'warning',
        message: message('layout.several', detection.candidates.length, names),
      });
    } else if (detection.candidates.length === 1 && detection.root !== '') {
      findings.push({
        severity: 'warning',
        path: detection.root,
        message: message('layout.deeper', detection.root),
      });
    }
    return [...findings, ...sceneryFolders(scan), ...aircraftFolders(scan, detection)];
  },
};

const OF_AIRCRAFT: readonly string[] = ['plugins', 'liveries'];

/** What X-Plane looks for in the folder of an aircraft, by these names; `objects` is told by those who name something in it. */
function aircraftFolders(scan: ScanResult, { kind, candidates }: Detection): RuleFinding[] {
  if (kind !== 'aircraft') return [];
  const roots = new Set(candidates.map(({ root }) => root));
  const folders = scan.folders.filter((path) => roots.has(parentOf(path)));
  return OF_AIRCRAFT.flatMap((wanted) =>
    inOtherCase(scan, folders, wanted).map((found) => ({
      ...found,
      severity: 'note',
      why: message('layout.whyOtherCaseAircraft', wanted),
    })),
  );
}

const SCENERY_FOLDER = 'Earth nav data';

function sceneryFolders(scan: ScanResult): RuleFinding[] {
  const why = message('layout.whyOtherCase');
  return inOtherCase(scan, scan.folders, SCENERY_FOLDER).map((found) => ({ ...found, severity: 'warning', why }));
}

/** Found by its name in whatever case; Linux alone tells them apart. */
function inOtherCase({ root, folders: all }: ScanResult, folders: readonly string[], wanted: string) {
  return folders.flatMap((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (name === wanted || name.toLowerCase() !== wanted.toLowerCase()) return [];
    const to = `${path.slice(0, -name.length)}${wanted}`;
    const said = message('layout.otherCase', wanted, name);
    return [{ path, key: 'case', message: said, ...(!all.includes(to) && { fix: renameFix(root, path, to) }) }];
  });
}
