import { message } from '../../../../preload/messages/index.ts';
import type { Rule, RuleFinding } from '../rule.ts';

/** Names at the root of the archive: what the project file lists as resources goes there, beside the package folder. */
export const rootNames: Rule = {
  id: 'root-names',
  check({ scan, resources, packageId }) {
    const findings: RuleFinding[] = [];
    for (const resource of resources) {
      if (/^[.-]/.test(resource)) {
        findings.push({
          severity: 'error',
          path: resource,
          message: message('root-names.resource'),
        });
      } else if (resource === packageId || /^(install|uninstall|upgrade)\.ska$|^manifest\.json$/.test(resource)) {
        findings.push({
          severity: 'error',
          path: resource,
          message: message('root-names.taken'),
        });
      } else if (!scan.entries.some(({ path }) => path.startsWith(`${resource}/`))) {
        findings.push({
          severity: 'warning',
          path: resource,
          message: message('root-names.noResource'),
        });
      }
    }
    const seen = new Set<string>();
    for (const { path } of scan.entries) {
      const top = path.split('/', 1)[0] ?? '';
      if (!/^[.-]/.test(top) || seen.has(top)) continue;
      seen.add(top);
      findings.push({
        severity: 'warning',
        path: top,
        message: top.startsWith('.') ? message('root-names.dot') : message('root-names.dash'),
      });
    }
    return findings;
  },
};
