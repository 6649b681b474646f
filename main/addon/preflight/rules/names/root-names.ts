import { message } from '../../../../../preload/messages/index.ts';
import { ignoreFix, patternFor } from '../../fixes-offered.ts';
import { publishedEntries } from '../../published.ts';
import type { Rule, RuleFinding } from '../../rule.ts';

/** Names at the root of the archive: what the project file lists as resources goes there, beside the package folder. */
export const rootNames: Rule = {
  id: 'root-names',
  async check(context) {
    const { scan, detection, resources, packageId } = context;
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
    // Of what is no add-on nobody knows what its hidden files are for.
    const published = detection.candidates.length === 0 ? [] : await publishedEntries(context);
    const tops = [...new Set(published.map(({ path }) => path.split('/', 1)[0] ?? ''))];
    const dotted = tops.filter((top) => top.startsWith('.'));
    const dashed = tops.filter((top) => top.startsWith('-'));
    return [...findings, ...hiddenNames(dotted, scan.root), ...dashed.map(withDash)];
  },
};

/** Settings of tools as a rule: what X-Plane reads has no such name. */
function hiddenNames([first, ...others]: readonly string[], root: string): RuleFinding[] {
  if (first === undefined) return [];
  return [
    {
      severity: 'note',
      path: first,
      key: 'dots',
      ...(others.length > 0 && { also: others }),
      message: message('root-names.dot'),
      why: message('root-names.whyDot'),
      fix: ignoreFix(root, ...[first, ...others].map(patternFor)),
    },
  ];
}

function withDash(top: string): RuleFinding {
  return { severity: 'note', path: top, message: message('root-names.dash'), why: message('root-names.whyDash') };
}
