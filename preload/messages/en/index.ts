import { content } from './content.ts';
import { depots } from './depot.ts';
import { desktop } from './desktop.ts';
import { errors } from './errors.ts';
import { evidence } from './evidence.ts';
import { faults } from './faults/index.ts';
import { files } from './files.ts';
import { fixes } from './fixes.ts';
import { plugins } from './plugins.ts';
import { script } from './script.ts';
import { states } from './state.ts';
import { tries } from './try.ts';

export const english = {
  ...files,
  ...content,
  ...plugins,
  ...script,
  ...fixes,
  ...desktop,
  ...depots,
  ...errors,
  ...faults,
  ...evidence,
  ...tries,
  ...states,
} as const;
