import { PLATFORM_NAMES, PLATFORMS, type Platforms } from '../../../../protocol/index.ts';
import type { PlatformFault } from '../../detect/platforms.ts';
import { isBuildOutput } from '../../detect/plugin-layout.ts';
import { ignoreFix, patternFor } from '../fixes-offered.ts';
import type { Rule, RuleFinding } from '../rule.ts';

export const platforms: Rule = {
  id: 'platforms',
  why: 'X-Plane loads a plugin by its folder and its header; where they disagree the plugin silently stays away.',
  concerns: (path) => path.toLowerCase().endsWith('.xpl'),
  check: ({ scan, detection }) => detection.platformFaults.map((fault) => toFinding(fault, scan.root)),
};

function toFinding(fault: PlatformFault, root: string): RuleFinding {
  switch (fault.kind) {
    case 'header-disagrees':
      return {
        severity: 'warning',
        path: fault.path,
        key: fault.kind,
        message: `The folder says ${PLATFORM_NAMES[fault.folder]}, but the file is built for ${PLATFORM_NAMES[fault.header]}.`,
      };
    case 'no-program':
      return {
        severity: 'warning',
        path: fault.path,
        key: fault.kind,
        message: 'This .xpl is no plugin for any platform: its first bytes are not those of a library.',
      };
    case 'not-64-bit':
      return not64Bit(fault.path, fault.cpus, fault.besideModern);
    case 'no-arm64':
      return {
        severity: 'warning',
        path: fault.path,
        key: fault.kind,
        message: 'This macOS plugin has no arm64 part: X-Plane 12 on Apple silicon does not load it natively.',
      };
    case 'fewer-platforms':
      return fewerPlatforms(fault.plugin, fault.platforms);
    case 'stray':
      return {
        severity: 'warning',
        path: fault.path,
        key: fault.kind,
        message: isBuildOutput(fault.path)
          ? 'This plugin file is what a compiler left behind. Leave it out.'
          : "This plugin file is not where X-Plane looks, in win_x64, mac_x64, lin_x64 or 64 of the plugin's folder. Leave it out, or move it there.",
        why: 'X-Plane loads a plugin from its own folder only; users download this file and it does nothing.',
        fix: ignoreFix(root, patternFor(fault.path)),
      };
  }
}

function fewerPlatforms(plugin: string, platforms: Platforms): RuleFinding {
  const there = PLATFORMS.filter((platform) => platforms[platform]).map((platform) => PLATFORM_NAMES[platform]);
  const absent = PLATFORMS.filter((platform) => !platforms[platform]).map((platform) => PLATFORM_NAMES[platform]);
  return {
    severity: 'warning',
    path: plugin,
    key: 'fewer-platforms',
    message: `This plugin has a file for ${there.join(' and ')} only. Does the add-on work on ${absent.join(' and ')} without it? If it does not, untick ${absent.join(' and ')} in the release form.`,
    why: `Users on ${absent.join(' and ')} get the add-on without this plugin, and X-Plane does not tell them.`,
  };
}

function not64Bit(path: string, cpus: readonly string[], besideModern: boolean): RuleFinding {
  if (!besideModern) {
    return {
      severity: 'warning',
      path,
      key: 'not-64-bit',
      message: `This plugin is for ${cpus.join(', ')} only. X-Plane 11 and 12 load 64-bit plugins.`,
    };
  }
  return {
    severity: 'note',
    path,
    key: 'not-64-bit',
    message: 'This 32-bit file is for X-Plane 10 and older; the 64-bit one beside it is what X-Plane 11 and 12 load.',
    why: 'It does no harm. Users of today download it for nothing.',
  };
}
