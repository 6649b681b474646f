import { activity } from './en/activity.ts';
import { addon } from './en/addon.ts';
import { checks } from './en/checks.ts';
import { common } from './en/common.ts';
import { contents } from './en/contents.ts';
import { frame } from './en/frame.ts';
import { hangar } from './en/hangar.ts';
import { registry } from './en/registry.ts';
import { release } from './en/release.ts';
import { settings } from './en/settings.ts';
import { submissions } from './en/submissions.ts';
import { tools } from './en/tools.ts';
import { versions } from './en/versions.ts';

/**
 * Every sentence of the screens, by screen. A translation is another object of this shape; what belongs to the rules
 * of X-Pkg (the meaning of codes and statuses) is in protocol.
 */
export const text = {
  activity,
  addon,
  checks,
  common,
  contents,
  frame,
  hangar,
  registry,
  release,
  settings,
  submissions,
  tools,
  versions,
} as const;
