import { activity } from './activity.ts';
import { addon } from './addon.ts';
import { checks } from './checks.ts';
import { common } from './common.ts';
import { compare } from './compare.ts';
import { contents } from './contents.ts';
import { destinations } from './destinations.ts';
import { frame } from './frame.ts';
import { hangar } from './hangar.ts';
import { help } from './help.ts';
import { preview } from './preview.ts';
import { registry } from './registry.ts';
import { release } from './release.ts';
import { settings } from './settings.ts';
import { submissions } from './submissions.ts';
import { tools } from './tools.ts';
import { versions } from './versions.ts';

/** The English sentences of the screens. Their shape is what every other language has to say; see ../../page-words.ts. */
export const words = {
  activity,
  addon,
  checks,
  common,
  compare,
  contents,
  destinations,
  frame,
  hangar,
  help,
  preview,
  registry,
  release,
  settings,
  submissions,
  tools,
  versions,
} as const;
