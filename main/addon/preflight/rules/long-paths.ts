import type { Rule, RuleFinding } from '../rule.ts';

/** The registry's own bounds, with room for `<packageId>/` in front. */
const MOST_BYTES = 1024 - 33;
const MOST_DEPTH = 63;

export const longPaths: Rule = {
  id: 'long-paths',
  why: 'Windows programs stop at 259 characters for the whole path, X-Plane folder included; the registry stops at 1,024 bytes.',
  check({ scan }) {
    const findings: RuleFinding[] = [];
    for (const problem of scan.problems) {
      if (problem.kind !== 'long-path') continue;
      findings.push({
        severity: 'warning',
        path: problem.path,
        message: `The path has ${problem.length} characters. Above ${problem.limit} it may not fit below X-Plane's folder on Windows.`,
      });
    }
    for (const { path } of scan.entries) {
      if (path.length * 3 <= MOST_BYTES && path.length < MOST_DEPTH * 2) continue;
      const bytes = Buffer.byteLength(path);
      const depth = path.split('/').length;
      if (bytes <= MOST_BYTES && depth <= MOST_DEPTH) continue;
      const what = bytes > MOST_BYTES ? `${bytes} bytes long` : `${depth} folders deep`;
      findings.push({
        severity: 'error',
        path,
        key: 'bound',
        message: `The path is ${what}, more than the registry takes.`,
      });
    }
    return findings;
  },
};
