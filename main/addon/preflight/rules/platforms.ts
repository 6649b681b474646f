import type { PlatformFault } from '../../detect/platforms.ts';
import type { Rule, RuleFinding } from '../rule.ts';

const NAMES = { macOS: 'macOS', windows: 'Windows', linux: 'Linux' } as const;

export const platforms: Rule = {
  id: 'platforms',
  why: 'X-Plane loads a plugin by its folder and its header; where they disagree the plugin silently stays away.',
  concerns: (path) => path.toLowerCase().endsWith('.xpl'),
  check: ({ detection }) => detection.platformFaults.map(toFinding),
};

function toFinding(fault: PlatformFault): RuleFinding {
  switch (fault.kind) {
    case 'header-disagrees':
      return {
        severity: 'warning',
        path: fault.path,
        key: fault.kind,
        message: `The folder says ${NAMES[fault.folder]}, but the file is built for ${NAMES[fault.header]}.`,
      };
    case 'no-program':
      return {
        severity: 'warning',
        path: fault.path,
        key: fault.kind,
        message: 'This .xpl is no plugin for any platform: its first bytes are not those of a library.',
      };
    case 'not-64-bit':
      return {
        severity: 'warning',
        path: fault.path,
        key: fault.kind,
        message: `This plugin is for ${fault.cpus.join(', ')} only. X-Plane 11 and 12 load 64-bit plugins.`,
      };
    case 'no-arm64':
      return {
        severity: 'warning',
        path: fault.path,
        key: fault.kind,
        message: 'This macOS plugin has no arm64 part: X-Plane 12 on Apple silicon does not load it natively.',
      };
    case 'no-common-platform':
      return {
        severity: 'warning',
        key: fault.kind,
        message: `The plugins ${fault.plugins.join(', ')} have no platform in common, so the add-on as a whole works nowhere.`,
      };
  }
}
