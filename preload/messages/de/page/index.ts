import type { PageWords } from '../../page-words.ts';
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

// What main says to the page comes with it.
export { sentences } from '../index.ts';

/** Deutsch, with "du" where somebody is spoken to; the terms are those of the X-Plane community. */
export const words: PageWords = {
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
};
