import type { Rule, RuleFinding } from '../rule.ts';

/** Whether the picked folder is the add-on, or one around it, or one that already has the layout of the archive. */
export const layout: Rule = {
  id: 'layout',
  why: 'Users who get an add-on one folder too deep have to move files by hand, or X-Plane does not find it at all.',
  check({ scan, detection, packageId }) {
    const findings: RuleFinding[] = [];
    const tops = new Set(scan.entries.map(({ path }) => path.slice(0, path.indexOf('/') + 1)));
    if (packageId !== null && tops.has(`${packageId}/`)) {
      findings.push({
        severity: 'error',
        path: packageId,
        key: 'prepared',
        message: `The folder already holds one named ${packageId}, as the archive will. Add that inner folder instead, or it would be packed as ${packageId}/${packageId}.`,
      });
      if (scan.entries.some(({ path }) => path === 'manifest.json')) {
        findings.push({
          severity: 'error',
          path: 'manifest.json',
          message: 'A manifest.json may not stand at the root of the archive: the registry writes its own.',
          why: 'A version with manifest.json at its root ends as failed_manifest_exists.',
        });
      }
      return findings;
    }
    if (detection.candidates.length > 1) {
      const names = detection.candidates.slice(0, 5).map(({ root }) => root || 'the folder itself');
      findings.push({
        severity: 'warning',
        message: `This folder holds ${detection.candidates.length} add-ons (${names.join(', ')}). Add each of them by itself.`,
      });
    } else if (detection.root !== '') {
      findings.push({
        severity: 'warning',
        path: detection.root,
        message: `The add-on begins in ${detection.root}. Add that folder instead, so that it is installed at the right depth.`,
      });
    }
    return findings;
  },
};
