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
function aircraftFolders({ root, folders }: ScanResult, { kind, candidates }: Detection): RuleFinding[] {
  if (kind !== 'aircraft') return [];
  const roots = new Set(candidates.map((candidate) => candidate.root));
  return folders.flatMap((path): RuleFinding[] => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const wanted = name.toLowerCase();
    if (name === wanted || !OF_AIRCRAFT.includes(wanted) || !roots.has(parentOf(path))) return [];
    const to = `${path.slice(0, -name.length)}${wanted}`;
    return [
      {
        severity: 'note',
        path,
        key: 'case',
        message: message('layout.otherCase', wanted, name),
        why: message('layout.whyOtherCaseAircraft', wanted),
        ...(!folders.includes(to) && { fix: renameFix(root, path, to) }),
      },
    ];
  });
}

const SCENERY_FOLDER = 'Earth nav data';

/** Found by its name in whatever case; Linux alone tells them apart. */
function sceneryFolders({ root, folders }: ScanResult): RuleFinding[] {
  return folders.flatMap((path): RuleFinding[] => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (name === SCENERY_FOLDER || name.toLowerCase() !== SCENERY_FOLDER.toLowerCase()) return [];
    const wanted = `${path.slice(0, -name.length)}${SCENERY_FOLDER}`;
    return [
      {
        severity: 'warning',
        path,
        key: 'case',
        message: message('layout.otherCase', SCENERY_FOLDER, name),
        why: message('layout.whyOtherCase'),
        ...(!folders.includes(wanted) && { fix: renameFix(root, path, wanted) }),
      },
    ];
  });
}
