import type { Rule, RuleFinding } from '../rule.ts';

/** Names at the root of the archive: what the project file lists as resources goes there, beside the package folder. */
export const rootNames: Rule = {
  id: 'root-names',
  why: 'The registry packs the root anew with a shell wildcard: names with a leading dot vanish, a leading dash is taken for an option.',
  check({ scan, resources, packageId }) {
    const findings: RuleFinding[] = [];
    for (const resource of resources) {
      if (/^[.-]/.test(resource)) {
        findings.push({
          severity: 'error',
          path: resource,
          message: 'A resource folder may not start with a dot or a dash.',
        });
      } else if (resource === packageId || /^(install|uninstall|upgrade)\.ska$|^manifest\.json$/.test(resource)) {
        findings.push({
          severity: 'error',
          path: resource,
          message: 'This name at the root of the archive belongs to the registry.',
        });
      } else if (!scan.entries.some(({ path }) => path.startsWith(`${resource}/`))) {
        findings.push({
          severity: 'warning',
          path: resource,
          message: 'The project lists this resource folder, but it is empty or not there.',
        });
      }
    }
    const seen = new Set<string>();
    for (const { path } of scan.entries) {
      const top = path.split('/', 1)[0] ?? '';
      if (!/^[.-]/.test(top) || seen.has(top)) continue;
      seen.add(top);
      const message = top.startsWith('.')
        ? 'Users do not see a name with a leading dot. Is it meant to be published?'
        : 'Many tools take a leading dash for an option. Better rename it.';
      findings.push({ severity: 'warning', path: top, message });
    }
    return findings;
  },
};
