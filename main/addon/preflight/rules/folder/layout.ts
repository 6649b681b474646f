import { message } from '../../../../../preload/messages/index.ts';
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
    return [...findings, ...sceneryFolders(scan)];
  },
};

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
        message: message('layout.otherCase', name),
        why: message('layout.whyOtherCase'),
        ...(!folders.includes(wanted) && { fix: renameFix(root, path, wanted) }),
      },
    ];
  });
}
