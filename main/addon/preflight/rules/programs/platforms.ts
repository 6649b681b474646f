import { type Message, message } from '../../../../../preload/messages/index.ts';
import { PLATFORMS, type Platforms } from '../../../../../protocol/index.ts';
import type { PlatformFault } from '../../../detect/platforms.ts';
import { isBuildOutput } from '../../../detect/plugin-layout.ts';
import { ignoreFix, patternFor } from '../../fixes-offered.ts';
import { changesPublished } from '../../published.ts';
import type { Rule, RuleFinding } from '../../rule.ts';

export const platforms: Rule = {
  id: 'platforms',
  concerns: changesPublished,
  check: ({ scan, detection }) => detection.platformFaults.map((fault) => toFinding(fault, scan.root)),
};

function toFinding(fault: PlatformFault, root: string): RuleFinding {
  switch (fault.kind) {
    case 'header-disagrees':
      return {
        severity: 'warning',
        path: fault.path,
        key: fault.kind,
        message: message('platforms.headerDisagrees', fault.folder, fault.header),
      };
    case 'no-program':
      return {
        severity: 'warning',
        path: fault.path,
        key: fault.kind,
        message: message('platforms.noProgram'),
      };
    case 'not-64-bit':
      return not64Bit(fault.path, fault.cpus, fault.besideModern);
    case 'no-arm64':
      return {
        severity: 'warning',
        path: fault.path,
        key: fault.kind,
        message: message('platforms.noArm64'),
      };
    case 'fewer-platforms':
      return fewerPlatforms(fault.plugin, fault.platforms);
    case 'stray':
      return {
        severity: 'warning',
        path: fault.path,
        key: fault.kind,
        message: strayMessage(fault.path),
        why: message('platforms.whyStray'),
        fix: ignoreFix(root, patternFor(fault.path)),
      };
  }
}

function strayMessage(path: string): Message {
  if (/(?:^|\/)(?:64|32)\/[^/]+$/.test(path)) return message('platforms.strayName');
  return isBuildOutput(path) ? message('platforms.strayBuildOutput') : message('platforms.stray');
}

function fewerPlatforms(plugin: string, platforms: Platforms): RuleFinding {
  const there = PLATFORMS.filter((platform) => platforms[platform]);
  const absent = PLATFORMS.filter((platform) => !platforms[platform]);
  return {
    severity: 'warning',
    path: plugin,
    key: 'fewer-platforms',
    message: message('platforms.fewer', there, absent),
    why: message('platforms.whyFewer', absent),
  };
}

function not64Bit(path: string, cpus: readonly string[], besideModern: boolean): RuleFinding {
  if (!besideModern) {
    return {
      severity: 'warning',
      path,
      key: 'not-64-bit',
      message: message('platforms.not64Bit', cpus),
    };
  }
  return {
    severity: 'note',
    path,
    key: 'not-64-bit',
    message: message('platforms.old32Bit'),
    why: message('platforms.whyOld32Bit'),
  };
}
