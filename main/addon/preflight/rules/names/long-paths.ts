import { message } from '../../../../../preload/messages/index.ts';
import type { Rule, RuleFinding } from '../../rule.ts';

/** The registry's own bounds, with room for `<packageId>/` in front. */
const MOST_BYTES = 1024 - 33;
const MOST_DEPTH = 63;

export const longPaths: Rule = {
  id: 'long-paths',
  check({ scan }) {
    const findings: RuleFinding[] = [];
    for (const problem of scan.problems) {
      if (problem.kind !== 'long-path') continue;
      findings.push({
        severity: 'warning',
        path: problem.path,
        message: message('long-paths.long', problem.length, problem.limit),
      });
    }
    for (const { path } of scan.entries) {
      if (path.length * 3 <= MOST_BYTES && path.length < MOST_DEPTH * 2) continue;
      const bytes = Buffer.byteLength(path);
      const depth = path.split('/').length;
      if (bytes <= MOST_BYTES && depth <= MOST_DEPTH) continue;
      findings.push({
        severity: 'error',
        path,
        key: 'bound',
        message: bytes > MOST_BYTES ? message('long-paths.tooLong', bytes) : message('long-paths.tooDeep', depth),
      });
    }
    return findings;
  },
};
